"""The editors that a click on a page can open a source in. The command reads their names before all else."""

#: By the address that each listens to; `none` shows the source on the page itself.
EDITORS = ("none", "vscode", "idea", "zed")
