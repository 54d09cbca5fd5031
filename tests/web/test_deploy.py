"""The container files say what the program understands, and leave no way around the proxy."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from unknot.household.address import NotSafeToServe, ServerAddress
from unknot.web.commands import serve

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
DOCKERFILE = (DEPLOY / "Dockerfile").read_text("utf-8")


def command() -> list[str]:
    return list(json.loads(re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.M)[-1]))


def test_the_image_starts_what_there_is_and_only_behind_a_proxy():
    name, verb, *arguments = command()
    assert (name, verb) == ("unknot", "serve")
    said = serve.make_context("serve", arguments).params
    with pytest.raises(NotSafeToServe):
        ServerAddress(host=said["host"], port=said["port"])
    behind = ServerAddress(host=said["host"], port=said["port"], proxy="https://diary.example")
    assert behind.shown == "https://diary.example"
    assert str(said["port"]) in (DEPLOY / "Caddyfile").read_text("utf-8")


def test_only_the_proxy_is_open_to_the_world():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == ["caddy"]
    assert COMPOSE["services"]["unknot"]["environment"]["UNKNOT_URL"].startswith("https://")


def test_journal_and_key_are_on_two_volumes():
    volumes = dict(volume.split(":")[::-1] for volume in COMPOSE["services"]["unknot"]["volumes"])
    homes = dict(re.findall(r"(UNKNOT_HOME|XDG_CONFIG_HOME)=(\S+)", DOCKERFILE))
    assert volumes == {"/data": "journal", "/key": "key"}
    assert homes == {"UNKNOT_HOME": "/data/journal", "XDG_CONFIG_HOME": "/key"}
    assert set(volumes.values()) <= set(COMPOSE["volumes"])


def test_every_file_that_is_copied_exists():
    for line in re.findall(r"^COPY (.+) \S+$", DOCKERFILE, re.M):
        assert all((DEPLOY.parent / name).exists() for name in line.split())
    assert (DEPLOY / "Caddyfile").exists()
