"""Small invented meetings in the shape of every format that is read: what fuzzing starts from."""

import io
import json
import zipfile

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_P = "http://schemas.openxmlformats.org/package/2006"

TEXTS: dict[str, str] = {
    "zoom.vtt": "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.500\nNoor Haddad: Good morning.\n\n2\n00:00:04.000 --> 00:00:06.000\nTeo Brandt: Morning, [Music] all.\n",
    "teams.vtt": "\ufeffWEBVTT\r\n\r\na1-0\r\n00:00:01.000 --> 00:00:02.000\r\n<v Haddad, Noor (Coach)>We can&#39;t.</v> <v Teo>Why?</v>\r\n",
    "rolling.vtt": "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:01.000 --> 00:00:02.990\n \nso<00:00:01.500><c> today</c>\n\n00:00:02.990 --> 00:00:03.000\nso today\n \n\n00:00:03.000 --> 00:00:04.000\nso today\n&gt;&gt;<00:00:03.500><c> we</c><c> begin</c>\n",
    "rev.vtt": "WEBVTT\n\n00:00.809 --> 00:02.000\n- (Noor)\n- Hello.\n- (Teo) Hi.\n\nNOTE a remark\n\n00:02,000 --> 00:03,000 Inline text\n",
    "captions.srt": "1\n00:00:01,000 --> 00:00:02,000\n[Noor] Good <i>morning</i>.\n\n2\n00:00:03,000 --> 00:00:02,000\n\n3\n99999:00:00,000 --> 99999:00:01,000\n♪ ♪ {\\an8}Yes.\n",
    "captions.sbv": "0:00:00.378,0:00:02.378\nNOOR: GOOD MORNING.\n\n0:00:03.000,0:00:04.000\n>> YES.\n",
    "captions.ytt": '<?xml version="1.0" encoding="utf-8"?><timedtext format="3"><body><p t="1000" d="2000" w="1"><s>good</s><s t="400"> morning</s></p><p t="3000" d="10" a="1">\n</p></body></timedtext>',
    "chat.txt": '00:05:16\tNoor Haddad:\tGood morning\n00:05:30\tTeo:\tReacted to "Good..." with 👍\n',
    "chat2.txt": "09:05:16 From Noor to Everyone:\n\tGood morning\n09:06:00  From  Teo : hi\n",
    "otter.txt": "Grade 5 team\nThu, Nov 21, 2024 3:51PM • 48:12\n\nSUMMARY KEYWORDS\nbuses\n\nSPEAKERS\nNoor, Teo\n\nNoor  0:04  \nGood morning. {Applause}\n\nTeo  1:04:58\nYes.\n\nTranscribed by https://otter.ai\n",
    "meet.txt": "Team - 2024/11/21 15:51 GMT - Transcript\nAttendees\nNoor, Teo\nTranscript\n00:05:00\nNoor: We start and then…\nNoor: go on.\nTeo: \nTranscription ended after 00:30:30\n",
    "cart.txt": "[00:00:03]\n\n>> GOOD EVENING. (INDISCERNIBLE)\n\n[C. PUBLIC COMMENTS]\n\n>> MAYOR HADDAD: YES.\n",
    "whisper.txt": "SPEAKER_02 [0.00 - 4.36]: good morning\nSPEAKER_01 [4.36 - 5.00]: yes\n",
    "minutes.md": "# Minutes\n\n1/8\n\n- Noor reported on buses\n| who | what |\n|---|---|\n| Teo | list |\n\n<!-- Page 1 -->\n**Noor:** Why?\n\n**Teo:** Because.\n\n**Noor:** I see.\n",
    "table.csv": 'Turn,Speaker,Start Time,Utterance,Tag\n1,Noor,0:01,"Good, ""morning""\nall",x\n2,Teo,0:05,Yes,y\n',
    "table.tsv": "start\tend\ttext\n0\t2500\tGood morning.\n2500\t61000\tWe begin.\n",
    "semicolons.csv": "sep=;\nwho;text\nNoor;Good.\nTeo;1,5 hours\n",
    "plain.csv": "0:00:01,Noor Haddad,Good morning to you all.\n0:00:05,Teo Brandt,And to you as well.\n",
    "chat.cha": "@UTF8\n@Begin\n@Languages:\teng\n@Participants:\tTEA Noor_Haddad Teacher, STU Student\n@Date:\t03-MAR-2025\n*TEA:\t<we can> [/] we &-uh can [: could] +/. \x15100_1500\x15\n%mor:\tpro|we .\n*STU:\txxx (be)cause 0is fiu@s:hun +...\n\tyes (.) ?\n@End\n",
    "long.TextGrid": 'File type = "ooTextFile"\nObject class = "TextGrid"\n\nxmin = 0 \nxmax = 9 \ntiers? <exists> \nsize = 2 \nitem []: \n    item [1]:\n        class = "IntervalTier" \n        name = "Noor" \n        xmin = 0 \n        xmax = 9 \n        intervals: size = 1 \n        intervals [1]:\n            xmin = 0 \n            xmax = 2 \n            text = "She said ""yes"" 3 times." \n    item [2]:\n        class = "TextTier" \n        name = "x" \n        xmin = 0 \n        xmax = 9 \n        points: size = 1 \n        points [1]:\n            number = 1 \n            mark = "H*" \n',
    "short.TextGrid": 'File type = "ooTextFile short"\n"TextGrid"\n\n0\n9\n<exists>\n2\n"IntervalTier"\n"Noor - words"\n0\n9\n2\n0\n1\n"good"\n1\n2\n"morning"\n"IntervalTier"\n"Noor - phones"\n0\n9\n1\n0\n1\n"G"\n',
    "a.eaf": '<?xml version="1.0" encoding="UTF-8"?><ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID="ts1" TIME_VALUE="0"/><TIME_SLOT TIME_SLOT_ID="ts2"/></TIME_ORDER><TIER TIER_ID="A" PARTICIPANT="Noor"><ANNOTATION><ALIGNABLE_ANNOTATION ANNOTATION_ID="a1" TIME_SLOT_REF1="ts1" TIME_SLOT_REF2="ts2"><ANNOTATION_VALUE>Good &amp; well</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION></ANNOTATION></TIER><TIER TIER_ID="B" PARENT_REF="A"><ANNOTATION><REF_ANNOTATION ANNOTATION_ID="a2" ANNOTATION_REF="a1"><ANNOTATION_VALUE>bien</ANNOTATION_VALUE></REF_ANNOTATION></ANNOTATION></TIER></ANNOTATION_DOCUMENT>',
    "laughs.eaf": '<?xml version="1.0"?><!DOCTYPE ANNOTATION_DOCUMENT [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>',
    "utterances.jsonl": '{"id": "u1", "conversation_id": "c1", "speaker": "T", "text": "Look here.", "timestamp": 5}\n{"id": "u2", "root": "c2", "user": {"id": "s"}, "text": "Why?", "timestamp": "1700000000"}\n',
}

_WORDS = [
    {"word": " Good", "start": 0.1, "end": 0.4, "speaker": "SPEAKER_00"},
    {"word": "12"},
    {"word": "morning.", "start": 0.9, "end": 1.2, "speaker": "SPEAKER_01"},
]
JSONS: dict[str, object] = {
    "whisper.json": {"text": " Good", "language": "en", "segments": [{"start": 0.0, "end": 2.0, "text": " Good  morning."}]},
    "whisperx.json": {"segments": [{"start": 0.1, "end": 1.2, "text": " Good 12 morning.", "words": _WORDS}]},
    "cpp.json": {"transcription": [{"offsets": {"from": 0, "to": 900}, "text": " Yes", "speaker_turn_next": True}]},
    "deepgram.json": {
        "results": {
            "channels": [{"alternatives": [{"transcript": "good morning", "words": [
                {"word": "good", "punctuated_word": "Good", "start": 0.1, "end": 0.2, "speaker": 0},
                {"word": "morning", "start": 0.3, "end": 0.5, "speaker": 1},
            ]}]}],
            "utterances": [{"transcript": "Good", "start": 0.1, "end": 0.2, "speaker": 0}],
        }
    },
    "assembly.json": {"text": "Good", "utterances": [{"speaker": "A", "start": 100, "end": 900, "text": "Good", "words": []}], "words": None},
    "records.json": [{"speaker": "Noor", "start": "00:01.2", "stop": "00:02", "dialogue": "Good."}],
    "own.json": {
        "schema_version": "1",
        "transcript": {"source": "a", "format": "text", "turns": [
            {"index": 0, "speaker": "Noor", "start": 1, "end": 2, "origin": {"line": 1}, "text": "Good."}
        ]},
    },
}  # fmt: skip

DOCX_BODY = (
    f'<w:document {_W}><w:body><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Team</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>Noor</w:t><w:tab/><w:t>0:03</w:t><w:br/><w:t>Good.</w:t></w:r></w:p>"
    "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Teo</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    "<w:sdt><w:sdtContent><w:p><w:del><w:r><w:t>no</w:t></w:r></w:del></w:p></w:sdtContent></w:sdt></w:body></w:document>"
)
SHEET = (
    f'<worksheet {_S}><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>speaker</t></is></c><c r="B1" t="inlineStr">'
    '<is><t>text</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>Noor</t></is></c><c r="B2" t="str">'
    '<v>Good.</v></c><c r="C2" s="1"><v>0.5</v></c><c r="D2" t="b"><v>1</v></c></row></sheetData></worksheet>'
)


def _zip(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0))  # the same bytes every day
            archive.writestr(info, text)
    return written.getvalue()


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_P}/relationships">{inside}</Relationships>'


def _types(**parts: str) -> str:
    inside = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_P}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package'
        f'.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{inside}</Types>'
    )


def docx(body: str = DOCX_BODY) -> bytes:
    """The smallest Word document with this body."""
    return _zip(
        {
            "[Content_Types].xml": _types(**{"word/document.xml": "wordprocessingml.document.main"}),
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/document.xml": body,
        }
    )


def xlsx(sheet: str = SHEET) -> bytes:
    """The smallest workbook with this sheet."""
    return _zip(
        {
            "[Content_Types].xml": _types(
                **{"xl/workbook.xml": "spreadsheetml.sheet.main", "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet"}
            ),
            "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook {_S} xmlns:r="{_R}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(("worksheet", "worksheets/sheet1.xml")),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def pdf(content: str = "BT /F1 12 Tf 60 700 Td (Noor: Good morning.) Tj 0 -14 Td (Teo: Yes.) Tj ET") -> bytes:
    """The smallest PDF whose only page has this content."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(content.encode('latin-1', 'replace'))}>>stream\n{content}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"%PDF-1.4\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{text}endobj\n".encode("latin-1", "replace")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + tail.encode()


def seeds() -> dict[str, bytes]:
    """A file of every kind, by name."""
    found = {name: text.encode() for name, text in TEXTS.items()}
    found |= {name: json.dumps(data).encode() for name, data in JSONS.items()}
    found |= {
        "wide.vtt": TEXTS["zoom.vtt"].encode("utf-16"),
        "old.txt": "Noor: caf\xe9 – no\nTeo: yes".encode("cp1252"),
    }
    return found | {"a.docx": docx(), "a.xlsx": xlsx(), "a.pdf": pdf()}
