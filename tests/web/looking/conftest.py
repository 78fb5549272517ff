"""Tests that only look: all of them at one chronicle."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from gahnama.store import Chronicle
from gahnama.web.site import Site


@pytest.fixture
def client(reader: TestClient) -> TestClient:
    return reader


@pytest.fixture
def site(reader_site: Site) -> Site:
    return reader_site


@pytest.fixture
def chronicle(reader_site: Site) -> Chronicle:
    return reader_site.chronicle
