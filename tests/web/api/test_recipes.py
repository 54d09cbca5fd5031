"""The recipes in docs/recipes are run: each request is sent as it stands there, and answered as it says there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from tests.web.api.test_quick import SECRET, gadget  # noqa: F401  # its fixture

RECIPES = Path(__file__).parents[3] / "docs" / "recipes"
EXCHANGE = re.compile(r"```http\n(.*?)\n\n(.*?)\n```\s+```answer\n(\d+) (.*?)\n```", re.S)
EXCHANGES = [
    pytest.param(*found, id=f"{path.stem}-{n}")
    for path in sorted(RECIPES.glob("*.md"))
    for n, found in enumerate(EXCHANGE.findall(path.read_text("utf-8")), 1)
]


def send(client, method: str, path: str, headers: dict[str, str], body: str):
    kind = headers.pop("Content-Type")
    return client.generic(method, path, body, content_type=kind, headers=headers)


@pytest.mark.parametrize(("head", "body", "status", "says"), EXCHANGES)
def test_a_recipe_is_answered_as_it_says(gadget, client, head, body, status, says):  # noqa: F811
    request, *lines = head.splitlines()
    method, path, _version = request.split()
    headers = dict(line.replace("TOKEN", SECRET).split(": ", 1) for line in lines)
    answer = send(client, method, path, headers, body)
    assert (answer.status_code, answer.json()["says"]) == (int(status), says)


def test_every_recipe_shows_a_request_or_a_page():
    shown = {path.stem for path in RECIPES.glob("*.md")} - {"README", "nfc-tag"}
    assert shown == {param.id.rsplit("-", 1)[0] for param in EXCHANGES}


class Secrets(yaml.SafeLoader):
    """Home Assistant's YAML, in which a secret is named."""


Secrets.add_constructor("!secret", lambda loader, node: f"Bearer {SECRET}")


def test_what_home_assistant_is_told_to_send_is_taken(gadget, client):  # noqa: F811
    text = (RECIPES / "home-assistant.md").read_text("utf-8")
    (written,) = re.findall(r"```yaml\n(.*?)```", text, re.S)
    commands = yaml.load(written, Secrets)["rest_command"]  # a safe loader with one word more
    assert set(commands) == {"unknot_left_calf", "unknot_now"}
    for command in commands.values():
        headers = {**command["headers"], "Content-Type": command["content_type"]}
        path = command["url"].removeprefix("DIARY")
        answer = send(client, command["method"], path, headers, json.dumps(json.loads(command["payload"])))
        assert answer.status_code == 201
