"""Tables as programs and people write them: bytes, and the points that they hold."""

from __future__ import annotations

from dataclasses import dataclass

POINTS = ((1.5, 10.5), (2.25, 20.0), (3.0, 30.25), (4.75, 40.0))


@dataclass(frozen=True)
class Table:
    """`data` holds `points`, in columns called `names`."""

    name: str
    data: bytes
    names: tuple[str, str] = ("", "")
    points: tuple[tuple[float, float], ...] = POINTS


def _lines(*lines: str, end: str = "\n") -> str:
    return "".join(line + end for line in lines)


def _table(name: str, text: str, names: tuple[str, str], encoding: str = "utf-8", scale: float = 1) -> Table:
    return Table(name, text.encode(encoding), names, tuple((x * scale, y * scale) for x, y in POINTS))


def _joined(mark: str, head: str = "", decimal: str = ".", end: str = "\n") -> str:
    rows = [f"{x}{mark}{y}".replace(".", decimal) for x, y in POINTS]
    return _lines(*([head.replace("|", mark)] if head else []), *rows, end=end)


XY, NONE = ("x", "y"), ("column 1", "column 2")

DELIMITERS = [
    _table("comma", _joined(",", "x|y"), XY),
    _table("comma and blank", _joined(", ", "x|y"), XY),
    _table("semicolon", _joined(";", "x|y"), XY),
    _table("semicolon, decimal comma", _joined(";", "x|y", ","), XY),
    _table("tab", _joined("\t", "x|y"), XY),
    _table("tab, decimal comma", _joined("\t", "x|y", ","), XY),
    _table("pipe", _joined("|", "x|y"), XY),
    _table("pipe, decimal comma", _joined("|", "x|y", ","), XY),
    _table("pipes around", "| x | y |\n|---|---|\n" + "".join(f"| {x} | {y} |\n" for x, y in POINTS), XY),
    _table("blank", _joined(" ", "x|y"), XY),
    _table("blank, decimal comma", _joined(" ", "", ","), NONE),
    _table("blanks, decimal comma, names", _joined("   ", "x|y", ","), XY),
    _table("fixed width", _lines("       x       y", *(f"{x:8.2f}{y:8.2f}" for x, y in POINTS)), XY),
    _table("windows lines", _joined(",", "x|y", end="\r\n"), XY),
    _table("old macintosh lines", _joined(",", "x|y", end="\r"), XY),
    _table("no header", _joined(","), NONE),
    _table("no header, tab", _joined("\t"), NONE),
    _table("trailing delimiters", _lines("x,y,", *(f"{x},{y}," for x, y in POINTS)), XY),
    _table("trailing delimiters of the rows", _lines("x,y", *(f"{x},{y}," for x, y in POINTS)), XY),
]

NUMBERS = [
    _table("quoted", _lines('"x","y"', *(f'"{x}","{y}"' for x, y in POINTS)), XY),
    _table("quoted decimal commas", _lines("x,y", *(f'"{x}","{y}"'.replace(".", ",") for x, y in POINTS)), XY),
    _table(
        "thousands", _lines("x;y", "1,500.0;10,500.0", "2,250;20,000", "3,000;30,250", "4,750;40,000"), XY, scale=1e3
    ),
    _table(
        "thousands, quoted",
        _lines("x,y", '"1,500","10,500"', '"2,250","20,000"', '"3,000","30,250"', '"4,750","40,000"'),
        XY,
        scale=1e3,
    ),
    _table(
        "thousands with dots",
        _lines("x;y", "1.500,0;10.500,0", "2.250,0;20.000,0", "3.000,0;30.250,0", "4.750,0;40.000,0"),
        XY,
        scale=1e3,
    ),
    _table(
        "thousands with blanks",
        _lines("x;y", "1 500,0;10 500,0", "2 250,0;20 000,0", "3 000,0;30 250,0", "4 750,0;40 000,0"),
        XY,
        scale=1e3,
    ),
    _table(
        "thousands with narrow blanks",
        _lines(
            "x;y", "1\u202f500,0;10\u202f500,0", "2\u00a0250,0;20\u00a0000,0", "3 000,0;30 250,0", "4 750,0;40 000,0"
        ),
        XY,
        scale=1e3,
    ),
    _table(
        "thousands with apostrophes",
        _lines("x,y", "1'500.0,10'500.0", "2'250,20'000", "3'000,30'250", "4'750,40'000"),
        XY,
        scale=1e3,
    ),
    Table(
        "unicode minus",
        _lines("x,y", *(f"\u2212{x},{y}" for x, y in POINTS)).encode(),
        XY,
        tuple((-x, y) for x, y in POINTS),
    ),
    _table("scientific", _lines("x,y", *(f"{x:.3e},{y:.3E}" for x, y in POINTS)), XY),
    _table("scientific, decimal comma", _lines("x;y", *(f"{x:.3e};{y:.3E}".replace(".", ",") for x, y in POINTS)), XY),
    _table("fortran exponents", _lines("x y", *(f"{x:.3e} {y:.3e}".replace("e", "D") for x, y in POINTS)), XY),
    _table("plus signs", _lines("x,y", *(f"+{x},+{y}" for x, y in POINTS)), XY),
    _table(
        "missing words",
        _lines("x,y", "1.5,10.5", "NA,1", "2.25,20", "n/a,", "nan,3", "3,30.25", "inf,4", "-,5", "NULL,6", "4.75,40"),
        XY,
    ),
    _table("empty cells", _lines("x;y", "1,5;10,5", ";", "2,25;20", "7;", "3;30,25", "4,75;40"), XY),
]

WRITTEN = [
    _table("brackets", _lines("x,y", *(f"({x}, {y})" for x, y in POINTS)), XY),
    _table("lists", _lines(*(f"[{x}, {y}]," for x, y in POINTS)), NONE),
    _table("units in the cells", _lines("x;y", *(f"{x} mm;{y}mm" for x, y in POINTS)), XY),
    _table("currencies", _lines("x,y", *(f"${x},€{y}" for x, y in POINTS)), XY),
    _table("a spreadsheet's formulas", _lines("x,y", *(f'="{x}",="{y}"' for x, y in POINTS)), XY),
    Table(
        "an accountant's minus",
        _lines("x,y", *(f"({x}),{y}" for x, y in POINTS)).encode(),
        XY,
        tuple((-x, y) for x, y in POINTS),
    ),
]

HEADS = [
    _table("title", _lines("My measurements", *_joined(",").splitlines()), NONE),
    _table("title and names", _lines("Run 12, 3 May 2024", "", "x,y", *_joined(",").splitlines()), XY),
    _table(
        "two titles of commas",
        _lines("Exported by someone,,", "Device 7,,", "x,y,z", *(f"{x},{y},9" for x, y in POINTS)),
        XY,
    ),
    _table("comments", "# made by hand\n# on 3,5 or so\n" + _joined(",", "x|y"), XY),
    _table("names in a comment", "# x y\n" + _joined(" "), XY),
    _table("percent comments", "% matlab\n" + _joined("\t"), NONE),
    _table("sep line", "sep=;\r\n" + _joined(";", "x|y", ",", "\r\n"), XY),
    _table("numeric header", _lines("0,1", *_joined(",").splitlines()), ("0", "1")),
    _table(
        "numeric header after an index",
        _lines(",0,1", *(f"{i},{x},{y}" for i, (x, y) in enumerate(POINTS))),
        ("0", "1"),
    ),
    _table(
        "years as names",
        _lines("place,2019,2020", *(f"p{i},{x},{y}" for i, (x, y) in enumerate(POINTS))),
        ("2019", "2020"),
    ),
    _table(
        "row names",
        _lines('"length" "width"', *(f'"{i + 1}" {x} {y}' for i, (x, y) in enumerate(POINTS))),
        ("length", "width"),
    ),
    _table(
        "row names with blanks",
        _lines('"length" "width"', *(f'"Mazda RX{i}" {x} {y}' for i, (x, y) in enumerate(POINTS))),
        ("length", "width"),
    ),
    _table(
        "row names in a csv",
        _lines("length,width", *(f"a{i},{x},{y}" for i, (x, y) in enumerate(POINTS))),
        ("length", "width"),
    ),
    _table("units below the names", _lines("x,y", "mm,mm", *_joined(",").splitlines()), XY),
]

ENCODINGS = [
    _table("utf-8 mark", _joined(";", "Länge|Größe", ","), ("Länge", "Größe"), "utf-8-sig"),
    _table("utf-16", _joined("\t", "Länge|Größe"), ("Länge", "Größe"), "utf-16"),
    _table("utf-16 without a mark", _joined("\t", "Länge|Größe"), ("Länge", "Größe"), "utf-16-le"),
    _table("utf-16 big", "\ufeff" + _joined(";", "Länge|Größe"), ("Länge", "Größe"), "utf-16-be"),
    _table("utf-32", _joined(";", "Länge|Größe"), ("Länge", "Größe"), "utf-32"),
    _table("windows-1252", _joined(";", "Länge|Größe", ","), ("Länge", "Größe"), "cp1252"),
    _table("latin-1", _joined(",", "hauteur mesurée|été"), ("hauteur mesurée", "été"), "latin-1"),
    _table("windows-1252 with its own signs", _joined(";", "Preis (€)|Größe", ","), ("Preis (€)", "Größe"), "cp1252"),
]


def _columns(names: str, *columns: str) -> str:
    """A CSV whose rows have {x}, {y} and the row's number {i} put into the columns."""
    rows = [",".join(each.format(x=x, y=y, i=i, j=i + 1) for each in columns) for i, (x, y) in enumerate(POINTS)]
    return _lines(*([names] if names else []), *rows)


COLUMNS = [
    _table("pandas index", _columns(",length,width", "{i}", "{x}", "{y}"), ("length", "width")),
    _table("unnamed index from 1", _columns('"",length,width', "{j}", "{x}", "{y}"), ("length", "width")),
    _table("unnamed: 0", _columns("Unnamed: 0,length,width", "{i}", "{x}", "{y}"), ("length", "width")),
    _table("index without any names", _columns("", "{i}", "{x}", "{y}"), ("column 2", "column 3")),
    _table("id", _columns("id,a,b", "10{i}", "{x}", "{y}"), ("a", "b")),
    _table("customer id", _columns("CustomerID,a,b", "7{i}3", "{x}", "{y}"), ("a", "b")),
    _table("nr", _columns("Nr.,Länge,Breite der Dose", "{j}", "{x}", "{y}"), ("Länge", "Breite der Dose")),
    _table("label", _columns("label,x1,x2", "0", "{x}", "{y}"), ("x1", "x2")),
    _table("class first", _columns("class,a,b", "{i}", "{x}", "{y}"), ("a", "b")),
    _table("class last", _columns("a,b,target", "{x}", "{y}", "{i}"), ("a", "b")),
    _table("year", _columns("year,temp,hum", "202{i}", "{x}", "{y}"), ("temp", "hum")),
    _table("jahr", _columns("Jahr,Temperatur,Feuchte", "199{i}", "{x}", "{y}"), ("Temperatur", "Feuchte")),
    _table("timestamp", _columns("timestamp,a,b", "169999000{i}", "{x}", "{y}"), ("a", "b")),
    _table("iso time", _columns("time,a,b", "2024-01-0{j}T00:00:00", "{x}", "{y}"), ("a", "b")),
    _table("x and y behind", _columns("id,n,x,y", "10{i}", "3.5", "{x}", "{y}"), XY),
    _table("y before x", _columns("y,x", "{y}", "{x}"), XY),
    _table("uppercase", _columns("T,Y,X", "1.5", "{y}", "{x}"), ("X", "Y")),
    _table("units in brackets", _columns("id,x [mm],y [mm]", "10{i}", "{x}", "{y}"), ("x [mm]", "y [mm]")),
    _table("units in parentheses", _columns("t (s),y (mm),x (mm)", "{i}.5", "{y}", "{x}"), ("x (mm)", "y (mm)")),
    _table("units behind", _columns("t_s,y_mm,x_mm", "{i}.5", "{y}", "{x}"), ("x_mm", "y_mm")),
    _table("prefixes", _columns("n,pos_y,pos_x", "3.5", "{y}", "{x}"), ("pos_x", "pos_y")),
    _table("camels", _columns("n,posY,posX", "3.5", "{y}", "{x}"), ("posX", "posY")),
    _table("coordinates", _columns("n,ycoord,xcoord", "3.5", "{y}", "{x}"), ("xcoord", "ycoord")),
    _table("lat lon", _columns("name,lat,lon", "a", "{y}", "{x}"), ("lon", "lat")),
    _table("latitude longitude", _columns("Latitude,Longitude", "{y}", "{x}"), ("Longitude", "Latitude")),
    _table("geo prefixes", _columns("id,geo_lat,geo_lng", "7{i}", "{y}", "{x}"), ("geo_lng", "geo_lat")),
    _table(
        "two pairs of places",
        _columns("pickup_latitude,pickup_longitude,dropoff_latitude,dropoff_longitude", "{y}", "{x}", "1.5", "{i}.5"),
        ("pickup_longitude", "pickup_latitude"),
    ),
    _table("german places", _columns("Breitengrad,Längengrad", "{y}", "{x}"), ("Längengrad", "Breitengrad")),
    _table("northing easting", _columns("Northing (m),Easting (m)", "{y}", "{x}"), ("Easting (m)", "Northing (m)")),
    _table("ids without names", _columns("", "10{i}", "{x}", "{y}"), ("column 2", "column 3")),
    _table("utm", _columns("utm_n,utm_e", "{y}", "{x}"), ("utm_e", "utm_n")),
    _table("umap", _columns("cell,cluster,UMAP_1,UMAP_2", "c{i}", "{i}", "{x}", "{y}"), ("UMAP_1", "UMAP_2")),
    _table("x1 x2 y", _columns("y,x2,x1", "1", "{y}", "{x}"), ("x1", "x2")),
    _table("text columns", _columns("who,when,left,right", "a{i}", "monday", "{x}", "{y}"), ("left", "right")),
]

TABLES = [*DELIMITERS, *NUMBERS, *WRITTEN, *HEADS, *ENCODINGS, *COLUMNS]
