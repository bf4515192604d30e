import os

project = "A page of Sphinx"
extensions = ["myst_parser"]
html_js_files = [
    (os.environ["EARTHMOVER_PACKAGE"] + f"{name}.js", {"type": "module"})
    for name in ["earth-mover", "em-clouds"]
]
