"""The loading commands, as an operator runs them."""

from __future__ import annotations

import http.server
import io
import json
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from incidents.actions.places import Tally
from incidents.actions.signing import Signature
from incidents.actions.units import store_units
from incidents.formats import bundled
from incidents.management.loading import load_bundled
from incidents.models import AdminUnit, Layer, Place, PlaceName
from incidents.models.history import Change

pytestmark = pytest.mark.django_db

SOLNA = "2356040\tSolna\tSolna\tSalna,Solhan\t13.38238\t0.45352\tP\tPPL\tBF\t\t12"
GAO = "2457163\tGao\tGao\tGawgaw\t16.27167\t-0.04472\tP\tPPLA\tML\t\t09"
SCHOOL = "99\tÉcole\tEcole\t\t16.27\t-0.04\tS\tSCH\tML\t\t09"
UNITS = list(bundled.units())
REST = "\t\t\t\t100\t\t263\tAfrica/Bamako\t2020-01-01"
CUT = "12\tcut"


def dump(path: Path, *lines: str) -> Path:
    text = "".join(f"{line}{REST if line != CUT else ''}\n" for line in lines)
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(f"{path.stem}.txt", text)
    return path


def run(command: str, *arguments: Any) -> str:
    out = io.StringIO()
    call_command(command, *map(str, arguments), stdout=out)
    return out.getvalue()


@pytest.fixture
def countries() -> None:
    """The units alone, without the two thousand towns."""
    store_units(units=UNITS, tally=Tally(), by=Signature(label="test"))


def test_the_bundled_places_load_and_twice_changes_nothing() -> None:
    first = run("load_places")
    count = sum(1 for _ in bundled.units())
    assert f"Units: {count} new, 0 changed, 0 same, 0 refused" in first
    assert "Places:" in first
    versions = sum(AdminUnit.objects.values_list("version", flat=True))
    assert versions == count
    names = PlaceName.objects.count()
    units, places = load_bundled()
    assert (units.new, units.changed) == (0, 0)
    assert (places.new, places.changed) == (0, 0)
    assert PlaceName.objects.count() == names
    solhan = Place.objects.get(geonames_id=2356040)
    assert (solhan.name, solhan.admin1 and solhan.admin1.key) == ("Solhan", "BF-liptako-2025")
    assert Place.objects.get(key="moura").latitude is None
    assert Place.objects.get(name="Ménaka").admin1 == AdminUnit.objects.get(key="ML-menaka")
    for name in ("Timbuktu", "Tombouctou", "تمبكتو"):
        place = PlaceName.objects.filter(name=name).values_list("place__geonames_id", flat=True)
        assert set(place) == {2449067}


def test_a_dump_is_loaded_and_told(countries: None, tmp_path: Path) -> None:
    said = run("load_gazetteer", dump(tmp_path / "ML.zip", GAO, SCHOOL, CUT))
    assert "ML.zip: 1 new, 0 changed, 0 same, 1 refused, 1 not of the region or not kept" in said
    assert "line 3: line: 2 columns" in said
    gao = Place.objects.get(geonames_id=2457163)
    assert gao.admin1 == AdminUnit.objects.get(key="ML-gao")
    assert set(gao.names.values_list("name", flat=True)) == {"Gao", "Gawgaw"}
    again = run("load_gazetteer", dump(tmp_path / "ML.zip", GAO, SCHOOL, CUT))
    assert "0 new, 0 changed, 1 same" in again


def test_a_changed_line_changes_the_place_and_old_names_still_find_it(
    countries: None, tmp_path: Path
) -> None:
    run("load_gazetteer", dump(tmp_path / "ML.zip", GAO))
    said = run("load_gazetteer", dump(tmp_path / "ML.zip", GAO.replace("Gawgaw", "Koukiya")))
    assert "0 new, 1 changed, 0 same" in said
    names = set(PlaceName.objects.values_list("name", flat=True))
    assert {"Gao", "Gawgaw", "Koukiya"} <= names


def test_our_own_spelling_stands_over_the_dump(countries: None, tmp_path: Path) -> None:
    run("load_gazetteer", dump(tmp_path / "BF.zip", SOLNA))
    place = Place.objects.get(geonames_id=2356040)
    assert place.name == "Solhan"
    assert place.population == 100
    assert {"Solna", "Solhan"} <= set(place.names.values_list("name", flat=True))
    again = run("load_gazetteer", dump(tmp_path / "BF.zip", SOLNA))
    assert "0 new, 0 changed, 1 same" in again


def test_a_load_is_signed(countries: None, tmp_path: Path) -> None:
    run("load_gazetteer", dump(tmp_path / "ML.zip", GAO))
    run("load_gazetteer", dump(tmp_path / "ML.zip", GAO.replace("16.27167", "16.28")))
    change = Change.objects.filter(table="incidents_place").latest("pk")
    assert change.signed == "command line"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("ML.zip", None, "There is no file"),
        ("ML.zip", b"<html>Forbidden</html>", "is a web page"),
        ("ML.zip", b"", "is empty"),
        ("ML.txt", b"a,b,c\n", "no GeoNames country dump"),
    ],
)
def test_a_wrong_file_is_one_clear_error_and_stores_nothing(
    countries: None, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(CommandError, match=words):
        run("load_gazetteer", tmp_path / name)
    assert Place.objects.count() == 0


def test_a_code_without_download_says_how(countries: None) -> None:
    with pytest.raises(CommandError, match="Add --download"):
        run("load_gazetteer", "ML")
    with pytest.raises(CommandError, match="Name the files"):
        run("load_gazetteer")


def test_without_regions_the_gazetteer_asks_for_them(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="load_places"):
        run("load_gazetteer", dump(tmp_path / "ML.zip", GAO))


class _Server(http.server.BaseHTTPRequestHandler):
    files: dict[str, bytes] = {}

    def do_GET(self) -> None:
        body = self.files.get(self.path)
        self.send_response(200 if body is not None else 404)
        self.send_header("Content-Length", str(len(body or b"")))
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, format: str, *arguments: Any) -> None:  # noqa: A002
        return


@pytest.fixture
def geonames(settings: Any, tmp_path: Path) -> Iterator[dict[str, bytes]]:
    """A server of country dumps on this machine."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.GEONAMES_DOWNLOAD = f"http://127.0.0.1:{server.server_port}/dump"
    settings.DATA_DIR = tmp_path
    _Server.files = {}
    yield _Server.files
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_dump_is_fetched_by_its_code(
    countries: None, geonames: dict[str, bytes], tmp_path: Path
) -> None:
    geonames["/dump/ML.zip"] = dump(tmp_path / "ML.zip", GAO).read_bytes()
    assert "ML.zip: 1 new" in run("load_gazetteer", "ml", "--download")
    assert Place.objects.filter(geonames_id=2457163).exists()


@pytest.mark.parametrize(
    ("body", "words"), [(None, "answers 404"), (b"<html>busy</html>", "is a web page")]
)
def test_a_failed_download_says_so(
    countries: None, geonames: dict[str, bytes], body: bytes | None, words: str
) -> None:
    if body:
        geonames["/dump/ML.zip"] = body
    with pytest.raises(CommandError, match=words):
        run("load_gazetteer", "ML", "--download")


def test_only_countries_of_the_region_are_fetched(
    countries: None, geonames: dict[str, bytes]
) -> None:
    with pytest.raises(CommandError, match="FR is none of ML, BF"):
        run("load_gazetteer", "FR", "--download")


SQUARE = {"type": "Polygon", "coordinates": [[[1, 15], [3, 15], [3, 17], [1, 17], [1, 15]]]}


def geojson(path: Path, *rows: tuple[dict[str, Any], Any]) -> Path:
    features = [{"type": "Feature", "properties": p, "geometry": g} for p, g in rows]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def test_a_boundary_comes_to_the_unit_of_that_name(countries: None, tmp_path: Path) -> None:
    row = ({"ADM1_FR": "Ménaka", "ADM1_PCODE": "ML10", "ADM0_PCODE": "ML"}, SQUARE)
    path = geojson(tmp_path / "menaka.geojson", row)
    assert "0 new, 1 changed" in run("load_boundaries", path, "--source", "COD-AB Mali")
    unit = AdminUnit.objects.get(key="ML-menaka")
    assert (unit.pcode, unit.source) == ("ML10", "COD-AB Mali")
    assert unit.geometry is not None
    assert str(unit.valid_from) == "2016-01-19"
    assert "0 new, 0 changed, 1 same" in run("load_boundaries", path, "--source", "COD-AB Mali")
    tally = Tally()
    store_units(units=UNITS, tally=tally, by=Signature(label="test"))
    assert tally.changed == 0
    unit.refresh_from_db()
    assert unit.source == "COD-AB Mali"


def test_a_new_unit_gets_a_key_a_parent_and_its_days(countries: None, tmp_path: Path) -> None:
    row = ({"name": "Ansongo", "pcode": "ML0701", "adm1": "Gao", "iso3": "MLI"}, SQUARE)
    path = geojson(tmp_path / "a.geojson", row)
    run("load_boundaries", path, "--valid-from", "2000-01-01", "--valid-to", "2023-03-13")
    unit = AdminUnit.objects.get(pcode="ML0701")
    assert (unit.key, unit.level, unit.parent and unit.parent.key) == (
        "ML-gao-ansongo",
        2,
        "ML-gao",
    )
    assert (str(unit.valid_from), str(unit.valid_to)) == ("2000-01-01", "2023-03-13")
    assert unit.source == "a.geojson"


def test_a_district_without_a_region_gets_the_one_it_lies_in(
    countries: None, tmp_path: Path
) -> None:
    inside = {"type": "Polygon", "coordinates": [[[0, 16], [1, 16], [1, 17], [0, 17], [0, 16]]]}
    row = ({"name": "Somewhere", "pcode": "ML0799", "adm1": None, "iso3": "MLI"}, inside)
    run("load_boundaries", geojson(tmp_path / "a.geojson", row))
    unit = AdminUnit.objects.get(pcode="ML0799")
    assert unit.parent == AdminUnit.objects.get(key="ML-gao")


def test_the_same_name_in_other_years_is_another_unit(countries: None, tmp_path: Path) -> None:
    row = ({"name": "Soum", "pcode": "BF61", "iso3": "BFA", "level": 1}, SQUARE)
    path = geojson(tmp_path / "soum.geojson", row)
    run("load_boundaries", path, "--valid-from", "2025-07-02")
    assert AdminUnit.objects.get(pcode="BF61").key == "BF-soum-2025"
    far = {"type": "Polygon", "coordinates": [[[-1, 14], [0, 14], [0, 15], [-1, 15], [-1, 14]]]}
    row = ({"name": "Sahel", "pcode": "BF56", "iso3": "BFA", "level": 1}, far)
    path = geojson(tmp_path / "sahel.geojson", row)
    run("load_boundaries", path, "--valid-from", "2025-07-02")
    assert AdminUnit.objects.get(pcode="BF56").key == "BF-sahel-2025"


@pytest.mark.parametrize(
    ("content", "arguments", "words"),
    [
        (None, [], "There is no file"),
        ("<html>", [], "is a web page"),
        ("{", [], "is not JSON"),
        ("{}", ["--valid-from", "2025-01-01", "--valid-to", "2024-01-01"], "has to be after"),
        ("{}", ["--valid-from", "July"], "valid-from"),
    ],
)
def test_a_wrong_boundary_file_is_one_clear_error(
    countries: None, tmp_path: Path, content: str | None, arguments: list[str], words: str
) -> None:
    path = tmp_path / "a.geojson"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=words):
        run("load_boundaries", path, *arguments)


def test_a_file_in_which_every_feature_is_refused_fails(countries: None, tmp_path: Path) -> None:
    path = geojson(tmp_path / "a.geojson", ({"name": "Gao", "iso3": "MLI"}, None))
    with pytest.raises(CommandError, match="every feature was refused"):
        run("load_boundaries", path, "--level", "1")


def test_a_layer_is_stored_and_replaced(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[-0.04, 16.27], [0.5, 15.66]]}
    path = geojson(tmp_path / "roads.geojson", ({"name": "RN17", "highway": "primary"}, line))
    said = run("load_layer", "roads", path, "--name-en", "Roads", "--name-fr", "Routes")
    assert "roads: new, 1 features, 0 refused" in said
    assert "roads: same" in run(
        "load_layer", "roads", path, "--name-en", "Roads", "--name-fr", "Routes"
    )
    assert "roads: changed" in run("load_layer", "roads", path, "--credit", "OSM, ODbL")
    layer = Layer.objects.get()
    assert (layer.key, layer.credit) == ("roads", "OSM, ODbL")
    assert layer.features["features"][0]["properties"]["kind"] == "primary"


@pytest.mark.parametrize(
    ("key", "content", "words"),
    [
        ("Roads!", "{}", "is no key"),
        ("roads", None, "There is no file"),
        ("roads", "<html>", "is a web page"),
    ],
)
def test_a_wrong_layer_is_one_clear_error(
    tmp_path: Path, key: str, content: str | None, words: str
) -> None:
    path = tmp_path / "roads.geojson"
    if content is not None:
        path.write_text(content)
    with pytest.raises(CommandError, match=words):
        run("load_layer", key, path)


def test_the_real_boundaries_come_to_the_units_that_stand(countries: None, shared: Path) -> None:
    folder = shared / "data" / "boundaries"
    before = set(AdminUnit.objects.values_list("key", flat=True))
    said = run("load_boundaries", folder / "adm1.geojson", "--level", "1", "--source", "COD-AB")
    assert "0 refused" in said
    new = AdminUnit.objects.exclude(key__in=before)
    # Côte d'Ivoire's regions of since 2011 are not those of Natural Earth; all others are known.
    assert set(new.values_list("country", flat=True)) <= {"CI"}
    for key in ("ML-menaka", "BF-sahel", "TD-ennedi-est", "BJ-alibori"):
        unit = AdminUnit.objects.get(key=key)
        assert unit.source == "COD-AB"
        assert unit.geometry is not None
    run("load_boundaries", folder / "adm2.geojson", "--valid-to", "2025-07-02")
    cercle = AdminUnit.objects.get(name_fr="Ansongo", level=2)
    assert cercle.parent == AdminUnit.objects.get(key="ML-gao")
    again = run("load_boundaries", folder / "adm2.geojson", "--valid-to", "2025-07-02")
    assert "0 new, 0 changed, 506 same" in again


def test_two_districts_of_one_name_stay_two(countries: None, tmp_path: Path) -> None:
    far = {"type": "Polygon", "coordinates": [[[2, 9], [3, 9], [3, 10], [2, 10], [2, 9]]]}
    rows = (
        ({"name": "Adjara", "pcode": "BJ1", "adm1": "Borgou", "iso3": "BEN"}, SQUARE),
        ({"name": "Adjara", "pcode": "BJ2", "adm1": "Zou", "iso3": "BEN"}, far),
    )
    path = geojson(tmp_path / "a.geojson", *rows)
    assert "2 new" in run("load_boundaries", path)
    assert "0 new, 0 changed, 2 same" in run("load_boundaries", path)
    parents = AdminUnit.objects.filter(name_fr="Adjara").values_list("parent__key", flat=True)
    assert set(parents) == {"BJ-borgou", "BJ-zou"}


@pytest.mark.slow
def test_a_whole_country_loads_and_finds_its_villages(countries: None, shared: Path) -> None:
    path = shared / "data" / "geonames" / "BF.zip"
    assert "0 refused" in run("load_gazetteer", path)
    assert "0 new, 0 changed" in run("load_gazetteer", path)
    djibo = Place.objects.get(geonames_id=2361177)
    assert djibo.admin1 == AdminUnit.objects.get(key="BF-soum-2025")
    assert Place.objects.filter(country="BF", feature_class="S", feature_code="AIRP").exists()
