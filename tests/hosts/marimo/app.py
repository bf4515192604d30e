import marimo

app = marimo.App()


@app.cell
def _():
    import json
    import os

    import marimo as mo
    from lab import Lab

    Lab._esm = os.environ["EARTHMOVER_PACKAGE"] + "widget.mjs"
    return Lab, json, mo


@app.cell
def _(Lab, mo):
    lab = mo.ui.anywidget(
        Lab(attributes={"config": "batch:8", "device": "cpu", "workers": "1"})
    )
    lab
    return (lab,)


@app.cell
def _(json, lab, mo):
    mo.Html(f"<output id='told'>{json.dumps(lab.value)}</output>")
    return


@app.cell
def _(lab, mo):
    def choose(seed):
        lab.attributes = {**lab.attributes, "seed": seed}

    seed = mo.ui.slider(1, 20, value=7, label="The seed of the run", on_change=choose)
    step = mo.ui.button(label="Three steps", on_click=lambda _: lab.ask("step", 3))
    mo.hstack([seed, step])
    return seed, step


if __name__ == "__main__":
    app.run()
