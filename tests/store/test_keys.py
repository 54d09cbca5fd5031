"""Where a key lies, when one is made, and every way it is refused."""

from __future__ import annotations

import hmac
import os
from pathlib import Path

import pytest

from unknot.store import homes, keys
from unknot.store.keys import BadKeyFile, MasterKey, NoDataForKey, NoKeyForData, WrongKey, new_key


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A home and a config folder that do not exist yet."""
    return {"UNKNOT_HOME": str(tmp_path / "home"), "XDG_CONFIG_HOME": str(tmp_path / "config")}


def begin(environ: dict[str, str]) -> MasterKey:
    """What opening a home for the first time does, without its database."""
    home, key = homes.home(environ), homes.master_key(environ)
    homes.keep_key(environ)
    home.mkdir(parents=True, exist_ok=True)
    (home / keys.DATABASE_NAME).touch()
    keys.mark(home, key)
    return key


def key_file(environ: dict[str, str]) -> Path:
    return homes.key_sources(environ).place(homes.home(environ))


def test_an_empty_home_has_one_new_key_and_looking_writes_nothing(environ: dict[str, str], tmp_path: Path):
    assert homes.master_key(environ) == homes.master_key(environ)
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_found_again_and_only_its_owner_may_read_it(environ: dict[str, str]):
    key = begin(environ)
    assert homes.master_key(environ) == key
    assert key_file(environ).stat().st_mode & 0o777 == 0o600
    assert key_file(environ).parent.stat().st_mode & 0o777 == 0o700
    assert not key_file(environ).is_relative_to(homes.home(environ))


def test_a_journal_without_its_key_is_refused(environ: dict[str, str]):
    begin(environ)
    key_file(environ).unlink()
    with pytest.raises(NoKeyForData, match="put the key back"):
        homes.master_key(environ)
    assert not key_file(environ).exists()


def test_a_key_without_its_journal_is_refused(environ: dict[str, str]):
    begin(environ)
    for path in homes.home(environ).iterdir():
        path.unlink()
    with pytest.raises(NoDataForKey, match="put the data folder back"):
        homes.master_key(environ)


def test_a_home_whose_database_is_gone_is_refused(environ: dict[str, str]):
    begin(environ)
    (homes.home(environ) / keys.DATABASE_NAME).unlink()
    with pytest.raises(NoDataForKey, match=r"journal\.db"):
        homes.master_key(environ)


def test_another_key_is_refused(environ: dict[str, str]):
    begin(environ)
    key_file(environ).write_text(new_key().master.hex())
    with pytest.raises(WrongKey):
        homes.master_key(environ)


def test_an_empty_home_can_begin_with_a_key_that_was_put_there(environ: dict[str, str], tmp_path: Path):
    given = new_key()
    environ["CREDENTIALS_DIRECTORY"] = str(tmp_path / "credentials")
    (tmp_path / "credentials").mkdir()
    (tmp_path / "credentials" / "unknot.key").write_bytes(given.master)
    with pytest.raises(NoDataForKey, match="unknot init"):
        homes.master_key(environ)
    homes.adopt(environ)
    assert homes.master_key(environ) == begin(environ) == given


def test_the_key_file_comes_before_the_credential_and_that_before_the_config_folder(
    environ: dict[str, str], tmp_path: Path
):
    home = homes.home(environ)
    assert homes.key_sources(environ).place(home).is_relative_to(tmp_path / "config")
    environ["CREDENTIALS_DIRECTORY"] = str(tmp_path)
    assert homes.key_sources(environ).place(home).is_relative_to(tmp_path / "config")
    (tmp_path / "unknot.key").touch()
    assert homes.key_sources(environ).place(home) == tmp_path / "unknot.key"
    environ["UNKNOT_KEY_FILE"] = str(tmp_path / "mine")
    assert homes.key_sources(environ).place(home) == tmp_path / "mine"


def test_two_homes_never_share_a_key_file(environ: dict[str, str], tmp_path: Path):
    other = {**environ, "UNKNOT_HOME": str(tmp_path / "other" / "home")}
    assert key_file(environ) != key_file(other)


@pytest.mark.skipif(os.name != "posix", reason="file modes are a POSIX thing")
def test_a_key_that_others_may_read_is_refused(environ: dict[str, str]):
    begin(environ)
    key_file(environ).chmod(0o644)
    with pytest.raises(BadKeyFile, match="chmod 600"):
        homes.master_key(environ)


@pytest.mark.parametrize("content", ["", "hello", "ab" * 31, "ab" * 33, "zz" * 32])
def test_what_is_not_a_key_is_refused(environ: dict[str, str], content: str):
    begin(environ)
    key_file(environ).write_text(content)
    with pytest.raises(BadKeyFile):
        homes.master_key(environ)


def test_a_key_beside_the_data_is_refused(environ: dict[str, str]):
    environ["UNKNOT_KEY_FILE"] = str(homes.home(environ) / "keys" / "unknot.key")
    with pytest.raises(BadKeyFile, match="may not lie in the data folder"):
        homes.master_key(environ)


def test_each_use_has_its_own_key_and_none_is_the_master():
    key = MasterKey(bytes(32))
    derived = [key.derive(use) for use in ("database", "attachments", "backup", "django", "share", "push", "check")]
    assert len({*derived, key.master}) == 8
    extracted = hmac.digest(bytes(32), key.master, "sha256")  # RFC 5869 by hand
    assert derived[0] == hmac.digest(extracted, b"unknot database 1" + b"\x01", "sha256")
    assert derived[0].hex() == "06b1eb3a702c1516127e5d35f608c618ef793c034c817452b53fe6f916ae46a8"  # and for ever


def test_a_key_never_shows_itself():
    key = MasterKey(b"\xab" * 32)
    assert "ab" * 4 not in f"{key!r} {key}"
    assert r"\xab" not in f"{key!r} {key}"


@pytest.mark.parametrize(
    "url", ["mysql://x/y", "postgresql://host", "postgresql://host:port/db", "journal", "postgresql://[::1/db"]
)
def test_a_database_address_that_is_none_is_refused(url: str):
    with pytest.raises(homes.BadDatabaseURL):
        homes.postgres(url)


def test_a_database_address_is_taken_apart():
    found = homes.postgres("postgresql://me:p%40ss@[::1]:5433/my%20db?sslmode=require&pool=0")
    assert found["USER"] == "me"
    assert found["PASSWORD"] == "p@ss"
    assert found["HOST"] == "::1"
    assert found["PORT"] == "5433"
    assert found["NAME"] == "my db"
    assert found["OPTIONS"] == {"sslmode": "require"}
