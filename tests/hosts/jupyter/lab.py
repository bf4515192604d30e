import anywidget
import traitlets as t


class Lab(anywidget.AnyWidget):
    """The lab, or a figure: lab.attributes sets it, lab.ask("step", 10) has it do something."""

    _esm = "https://earthmover-gan.github.io/earthmover/widget.mjs"
    element = t.Unicode("earth-mover").tag(sync=True)
    base = t.Unicode("").tag(sync=True)
    attributes = t.Dict().tag(sync=True)
    values = t.Dict().tag(sync=True)
    iteration = t.Int(0).tag(sync=True)
    gap = t.Float(None, allow_none=True).tag(sync=True)
    state = t.Unicode("idle").tag(sync=True)
    measured = t.Dict().tag(sync=True)
    error = t.Unicode("").tag(sync=True)

    def ask(self, call, *arguments):
        self.send({"call": call, "arguments": arguments})
