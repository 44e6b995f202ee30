"""What may be kept, told from the content: no database."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from core import files
from core.errors import InvalidInput
from core.files.content import checked
from core.files.images import PictureBroken, PictureMoves, PictureTooLarge
from core.files.rules import (
    LARGEST,
    Disguised,
    EmptyFile,
    FileTooLarge,
    KindNotAllowed,
    MarkedSecret,
    OldOffice,
    safe_name,
)
from core.files.sheets import NotASheet, SheetTooLarge
from core.files.zips import ArchiveBroken, ArchiveTooLarge, HasMacros, HoldsPrograms
from tests.files import samples
from web.files import disposition

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def opened(content: bytes) -> Image.Image:
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize(
    ("content", "name", "media_type", "kept_as"),
    [
        (samples.picture("JPEG"), "现场.JPG", "image/jpeg", "现场.JPG"),
        (samples.picture("PNG"), "截图.png", "image/png", "截图.png"),
        (samples.picture("WEBP"), "照片.webp", "image/jpeg", "照片.jpg"),
        (samples.picture("JPEG"), "微信图片.png", "image/jpeg", "微信图片.jpg"),
        (samples.picture("JPEG"), "无扩展名", "image/jpeg", "无扩展名.jpg"),
        (samples.PDF, "通知.pdf", "application/pdf", "通知.pdf"),
        (samples.word(), "纪要.docx", DOCX, "纪要.docx"),
        ("第一行\n第二行".encode(), "说明.txt", "text/plain", "说明.txt"),
        ("姓名,日期\n张三,1".encode("gb18030"), "名单.csv", "text/csv", "名单.csv"),
    ],
)
def test_what_an_office_hands_in_is_kept(content, name, media_type, kept_as):
    kept = checked(content, name)
    assert (kept.media_type, kept.name) == (media_type, kept_as)


@pytest.mark.parametrize(
    ("content", "name", "refusal"),
    [
        (b"", "空.pdf", EmptyFile),
        (bytes(LARGEST + 1), "大.pdf", FileTooLarge),
        (samples.SVG, "图.svg", KindNotAllowed),
        (samples.SVG, "图.jpg", Disguised),
        (samples.HTML, "页.html", KindNotAllowed),
        (samples.HTML, "页.txt", KindNotAllowed),
        (samples.HTML, "页.pdf", Disguised),
        (b"a,b\n<script>1</script>", "表.csv", KindNotAllowed),
        (samples.PROGRAM, "setup.exe", KindNotAllowed),
        (samples.PROGRAM, "报告.pdf", Disguised),
        (samples.PROGRAM, "报告.txt", Disguised),
        (b"echo off", "run.bat", KindNotAllowed),
        (samples.PDF, "发票.docx", Disguised),
        (samples.PDF, "发票.pdf.exe", Disguised),
        (samples.picture(), "x.html", Disguised),
        (samples.picture("GIF"), "动.gif", KindNotAllowed),
        (samples.OLD_WORD, "旧.doc", OldOffice),
        (samples.PDF[:-8], "半.pdf", ArchiveBroken),
        (samples.archive({"a.txt": b"1"}), "包.zip", KindNotAllowed),
        (samples.word()[:-40], "坏.docx", ArchiveBroken),
        (samples.with_parts(samples.word(), {"word/vbaProject.bin": b"1"}), "宏.docx", HasMacros),
        (
            samples.with_parts(samples.word(), {"word/embeddings/oleObject1.bin": b"1"}),
            "嵌.docx",
            HoldsPrograms,
        ),
        (samples.PDF, "机密★1年.pdf", MarkedSecret),
        (samples.word("秘密☆ 关于印发"), "通知.docx", MarkedSecret),
        ("绝密★".encode(), "记录.txt", MarkedSecret),
    ],
)
def test_everything_else_is_refused_in_a_sentence_that_names_the_file(content, name, refusal):
    with pytest.raises(refusal) as caught:
        checked(content, name)
    assert safe_name(name) in caught.value.for_user


def test_a_macro_type_hidden_in_the_content_types_is_found():
    original = samples.word()
    with ZipFile(BytesIO(original)) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    types = parts["[Content_Types].xml"]
    parts["[Content_Types].xml"] = (
        types.replace(b"wordprocessingml.document.main+xml", b"x", 1)
        + b"<!-- application/vnd.ms-word.document.macroEnabled.main+xml -->"
    )
    with pytest.raises(HasMacros):
        checked(samples.archive(parts), "宏.docx")


def test_a_photo_is_turned_upright_and_loses_all_that_it_carried():
    kept = checked(samples.phone_photo(orientation=6), "现场.jpg")

    picture = opened(kept.content)
    assert picture.size == (kept.width, kept.height) == (100, 200)
    assert picture.getpixel((50, 20))[0] > 200
    assert picture.getpixel((50, 180))[2] > 200
    assert not picture.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & set(picture.info)
    assert not any(trace in kept.content for trace in (b"secretplace", b"Exif", b"Telefon", b"ICC_PROFILE"))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_as_pillow_itself_would_turn_it(orientation):
    kept = checked(samples.phone_photo(orientation=orientation), "现场.jpg")
    assert (kept.width, kept.height) == ((200, 100) if orientation < 5 else (100, 200))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_kept_small_whatever_it_was(kind):
    kept = checked(samples.noise(kind), f"杂.{kind.lower()}")
    assert len(kept.content) < 1024 * 1024
    assert max(kept.width, kept.height) <= 1600


def test_what_hides_behind_a_picture_is_not_kept():
    for hidden in (samples.HTML, samples.archive({"a.class": b"1"}), b"<?php 1 ?>"):
        kept = checked(samples.picture() + hidden, "照片.jpg")
        assert hidden not in kept.content
        assert opened(kept.content).size == (120, 80)


def test_two_pictures_with_the_same_head_stay_two():
    first, second = samples.noise("PNG", size=(900, 900)), bytearray(samples.noise("PNG", size=(900, 900)))
    second[: len(first) // 4] = first[: len(first) // 4]
    kept = {checked(samples.picture(colour=colour), "a.jpg").content for colour in ("red", "blue")}
    assert len(kept) == 2
    with pytest.raises(PictureBroken):
        checked(bytes(second), "拼.png")


@pytest.mark.parametrize(
    ("width", "height"), [(9000, 9000), (13000, 13000), (20001, 10), (1, 200_000), (60000, 60000)]
)
def test_a_picture_bomb_is_refused_from_its_head(width, height):
    bomb = samples.bomb_picture(width, height) if width * height < 2 * 10**8 else huge_head(width, height)
    assert len(bomb) < 64 * 1024
    with pytest.raises((PictureTooLarge, PictureBroken)):
        checked(bomb, "炸弹.png")


def huge_head(width: int, height: int) -> bytes:
    return samples.bomb_picture(8, 8).replace(
        (8).to_bytes(4, "big") * 2, width.to_bytes(4, "big") + height.to_bytes(4, "big")
    )


def test_a_moving_picture_is_refused():
    with pytest.raises(PictureMoves):
        checked(samples.moving_picture(), "动.webp")


def test_a_zip_bomb_is_not_unpacked():
    bomb = samples.zip_bomb()
    assert len(bomb) < LARGEST
    with pytest.raises(ArchiveTooLarge):
        checked(bomb, "炸弹.docx")


def test_an_archive_that_lies_about_its_sizes_is_refused():
    with pytest.raises((ArchiveBroken, ArchiveTooLarge)):
        checked(samples.lying_zip(), "谎.docx")


def test_an_archive_of_too_many_parts_is_refused():
    many = samples.with_parts(samples.word(), {f"word/media/{n}": b"" for n in range(600)})
    with pytest.raises(ArchiveTooLarge):
        checked(many, "多.docx")


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from([samples.phone_photo(), samples.picture("PNG"), samples.picture("WEBP"), samples.word()]),
    st.data(),
)
def test_a_damaged_file_is_kept_whole_or_refused_and_never_breaks_the_house(content, data):
    damaged = bytearray(content)
    for _ in range(data.draw(st.integers(1, 12))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(1, len(damaged)))
    assert "文件" in kept_or_refused(bytes(damaged[:cut]), "文件")


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300), st.text(max_size=60))
def test_any_bytes_under_any_name_are_kept_or_refused(content, name):
    assert kept_or_refused(content, name)


def kept_or_refused(content: bytes, name: str) -> str:
    """The name under which it is kept, or the sentence of the refusal; anything else is a bug."""
    try:
        return checked(content, name).name
    except InvalidInput as refusal:
        return refusal.for_user


HOSTILE = [
    "../../etc/passwd",
    "..\\..\\windows\\system32\\cmd.txt",
    "C:\\secret\\a.txt",
    "\\\\host\\share\\a.txt",
    "/abs/a.txt",
    "CON",
    "nul.txt",
    "a\x00.txt",
    "a\u202etxt.exe",
    "😀" * 120 + ".pdf",
    "文" * 300 + ".docx",
    ".",
    "..",
    "",
    " . ",
    'a"b;c.txt',
    "a\r\nSet-Cookie: x=1.txt",
    "%2e%2e%2fa.txt",
    "a\ud800.txt",
    ".htaccess",
    "a." + "b" * 300,
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_a_harmless_one(name):
    harmless(name)


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=400))
def test_any_name_becomes_a_harmless_one(name):
    harmless(name)


def harmless(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert not set('/\\<>:"|?*%\x00\r\n\u202e') & set(safe)
    assert not safe.startswith(".")
    assert len(safe.encode()) <= 200
    assert safe_name(safe) == safe
    header = disposition(safe, attachment=True)
    assert header.isascii()
    assert header.isprintable()


def test_rows_of_a_sheet_are_read_as_values():
    read = files.rows(samples.sheet(["姓名", "数"], ["张三", 3], [None, None]), name="表.xlsx")
    assert read == [("姓名", "数"), ("张三", 3)]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"a,b", NotASheet),
        (samples.word(), NotASheet),
        (b"PK\x03\x04" + bytes(6 * 1024 * 1024), SheetTooLarge),
        (samples.archive({"xl/workbook.xml": b"<not xml", "[Content_Types].xml": b""}), ArchiveBroken),
        (
            samples.archive(
                {
                    "[Content_Types].xml": b'<!DOCTYPE x [<!ENTITY a "b">]><Types>&a;</Types>',
                    "xl/workbook.xml": b"",
                }
            ),
            ArchiveBroken,
        ),
    ],
)
def test_a_sheet_that_is_none_is_refused(content, refusal):
    with pytest.raises(refusal):
        files.rows(content, name="表.xlsx")


def test_a_sheet_of_a_million_rows_is_refused_unread():
    swollen = samples.with_parts(
        samples.sheet(), {"xl/worksheets/sheet2.xml": b"<worksheet>" + b"<row/>" * 9_000_000}
    )
    with pytest.raises(ArchiveTooLarge):
        files.rows(swollen, name="百万.xlsx")


def test_a_phone_s_photo_is_upright_small_and_says_nothing_but_what_it_shows():
    made = files.checked(samples.phone_photo(orientation=6), "手机.jpg")
    assert (made.width, made.height) == (100, 200)
    assert made.likeness is not None
    large = files.checked(samples.noise(size=(4000, 3000)), "大图.jpg")
    assert len(large.content) <= 400_000


def test_a_picture_that_takes_much_memory_is_decoded_by_a_process_of_its_own():
    made = files.checked(samples.picture("WEBP", size=(3000, 2500)), "大图.webp")
    assert (made.media_type, made.width, made.height) == ("image/jpeg", 1600, 1333)


def test_a_heic_picture_is_refused_with_a_way_on():
    with pytest.raises(InvalidInput, match="HEIC"):
        files.checked(b"\x00\x00\x00\x18ftypheic" + bytes(100), "IMG_1.HEIC")
