"""A client of yaml-language-server, by the Language Server Protocol 3.17 over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import IO, Any

#: Where `make test` installs it.
PROGRAM = Path(sys.prefix) / "editor" / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
CURSOR = "§"

Message = dict[str, Any]


class LanguageServer:
    """A server that knows one schema, asked about texts in which `§` is the cursor."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._numbers = count(1)
        self._process = subprocess.Popen(
            ["node", PROGRAM, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        documentation = ["markdown"]
        capabilities = {
            "textDocument": {
                "completion": {"completionItem": {"documentationFormat": documentation, "snippetSupport": True}},
                "hover": {"contentFormat": documentation},
            },
            "workspace": {"configuration": True},
        }
        self._ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities})
        self._send({"method": "initialized", "params": {}})

    def close(self) -> None:
        """End it."""
        self._ask("shutdown", None)
        self._send({"method": "exit"})
        self._process.communicate(timeout=30)

    def completions(self, text: str) -> dict[str, str]:
        """What may stand at the cursor, each with what it is."""
        answer = self._ask("textDocument/completion", self._opened(text))
        return {item["label"]: _markdown(item.get("documentation")) for item in answer["items"]}

    def hover(self, text: str) -> str:
        """What is shown of the word at the cursor."""
        return _markdown(self._ask("textDocument/hover", self._opened(text))["contents"])

    def diagnostics(self, text: str) -> list[tuple[int, str]]:
        """What is wrong, with its lines, from 1."""
        uri = self._opened(text + CURSOR)["textDocument"]["uri"]
        published = self._until(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri
            )
        )
        return [(each["range"]["start"]["line"] + 1, each["message"]) for each in published["params"]["diagnostics"]]

    def _opened(self, text: str) -> Message:
        """The place of the cursor in a file that is opened for it."""
        before, after = text.split(CURSOR)
        uri = (self._folder / f"{next(self._numbers)}.yaml").as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": before + after}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        place = {"line": before.count("\n"), "character": len(before) - before.rfind("\n") - 1}
        return {"textDocument": {"uri": uri}, "position": place}

    def _ask(self, method: str, params: Any) -> Any:
        number = next(self._numbers)
        self._send({"id": number, "method": method, "params": params})
        answer = self._until(lambda message: message.get("id") == number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def _until(self, is_last: Callable[[Message], bool]) -> Message:
        while True:
            message = self._receive()
            if "method" in message and "id" in message:
                # It asks for settings; those that it has by itself are right.
                items = message["params"].get("items", [])
                self._send({"id": message["id"], "result": [_SETTINGS.get(each.get("section")) for each in items]})
            if is_last(message):
                return message

    def _send(self, message: Message) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stdin: IO[bytes] = self._process.stdin  # type: ignore[assignment]
        stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        stdin.flush()

    def _receive(self) -> Message:
        stdout: IO[bytes] = self._process.stdout  # type: ignore[assignment]
        length = 0
        while line := stdout.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        return json.loads(stdout.read(length))  # type: ignore[no-any-return]


#: Nothing is to be asked of other machines.
_SETTINGS = {"yaml": {"schemaStore": {"enable": False}}}


def _markdown(text: Any) -> str:
    return str(text["value"] if isinstance(text, dict) else text or "")
