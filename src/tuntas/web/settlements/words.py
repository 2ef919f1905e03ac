"""Codes of settlements in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tuntas.city.settlements.models import AreaCause, AreaPair, Succession

Words = dict[str, "str | Promise"]

PAIR_WORDS: Words = {
    AreaPair.DECREE_DRAWN.value: _("SK dan delineasi"),
    AreaPair.DECREE_VERIFIED.value: _("SK dan verifikasi"),
    AreaPair.DRAWN_VERIFIED.value: _("delineasi dan verifikasi"),
}
CAUSE_WORDS: Words = {
    AreaCause.ROUNDING.value: _("pembulatan"),
    AreaCause.REDRAWN.value: _("delineasi digambar ulang"),
    AreaCause.PART_OF_RT.value: _("delineasi hanya mencakup sebagian RT"),
    AreaCause.PART_SURVEYED.value: _("belum semua bagian disurvei"),
    AreaCause.OUTDATED.value: _("angka lama yang belum diperbarui"),
    AreaCause.METHOD.value: _("cara mengukur berbeda"),
    AreaCause.OTHER.value: _("lainnya"),
}
SUCCESSION_WORDS: Words = {
    Succession.SPLIT.value: _("Dipecah dari %(name)s"),
    Succession.MERGED.value: _("Digabung dari %(name)s"),
    f"{Succession.SPLIT.value}_INTO": _("Dipecah menjadi %(name)s"),
    f"{Succession.MERGED.value}_INTO": _("Digabung menjadi %(name)s"),
}
#: What a finding about a map is filed under; what stands under no head has its own sentence.
KIND_WORDS: Words = {
    "SHAPE-EMPTY": _("Gambar kosong atau rusak"),
    "SHAPE-NO-POLYGON": _("Bukan poligon"),
    "SHAPE-SWAPPED": _("Lintang dan bujur tertukar"),
    "SHAPE-OUTSIDE-INDONESIA": _("Di luar Indonesia"),
    "SHAPE-CROSSES-ITSELF": _("Garis memotong dirinya"),
    "SHAPE-ELSEWHERE": _("Di luar kota"),
    "SHAPE-OUTSIDE": _("Sebagian di luar kelurahannya"),
    "SHAPE-TWICE": _("Beberapa gambar untuk satu RT"),
    "SETTLEMENT-SAME-NAME": _("Beberapa gambar dengan satu nama"),
    "SHAPE-REPEATED": _("Gambar yang sama berulang"),
    "SHAPE-DOUBLE": _("Dua nama, satu gambar"),
    "SHAPE-OVERLAP": _("Tumpang tindih di dalam berkas"),
    "SETTLEMENT-OVERLAPS": _("Tumpang tindih dengan delineasi yang berlaku"),
    "SHAPE-GAP": _("Celah di antara gambar"),
    "SHAPE-SLIVER": _("Bagian yang sangat tipis"),
    "SHAPE-NO-GROUND": _("Belum ada batas pembanding"),
    "AREA-PRINTED-DIFFERS": _("Luas tertulis berbeda dari gambar"),
    "AREA-UNREADABLE": _("Luas tertulis tidak terbaca"),
    "AREA-VERIFIED-DIFFERS": _("Luas terverifikasi berbeda dari gambar"),
    "RT-NOT-DRAWN": _("RT di survei tanpa gambar"),
    "RT-NOT-SURVEYED": _("Gambar tanpa survei"),
    "PLACE-UNKNOWN": _("Nama wilayah tidak dikenal"),
    "PLACE-AMBIGUOUS": _("Nama wilayah cocok dengan beberapa"),
    "PLACE-RT-UNKNOWN": _("RT belum dikenal"),
    "PLACE-RT-UNREADABLE": _("Nomor RT tidak terbaca"),
    "SETTLEMENT-BY-GROUND": _("Kelurahan menurut letaknya"),
    "SETTLEMENT-WHERE": _("Kelurahan belum jelas"),
    "SETTLEMENT-UNNAMED": _("Kawasan tanpa nama"),
    "SETTLEMENT-DRAWN-OTHERWISE": _("Sudah mempunyai delineasi lain"),
    "SETTLEMENT-LATER-EDITION": _("Sudah ada delineasi yang lebih baru"),
}
