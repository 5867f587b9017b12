"""A small mandate that every test of the format starts from, and how to change it."""

SAMPLE = """\
mandate:
  key: sample-2012-2017
  municipality: "108033"
  title: Un mandato
  from: 2012-05-21
  until: 2017-06-26
  source: Un esempio
chapters:
  - key: homes
    title:
      it: Case
      en: Homes
    video: https://example.org/video
    commitments:
      - key: right-to-a-home
        title: Il diritto alla casa
        results:
          - key: public-housing
            title: Alloggi pubblici
            points:
              - Un bando ogni anno
            targets:
              - key: assignments
                figure: housing.assignments
                where: {area: elderly}
                measure: change
                period: 2016
                compared_with: 2012
                published: 30
                published_from: 40
                published_to: 70
                unit: items
                title: Alloggi assegnati
              - key: share
                figure: housing.share
                period: mandate
                published: 63
                unit: percent
                column: done
                title: Quota
  - key: beyond
    title: Oltre
    beyond_promises: true
    results:
      - key: summer
        title: Estate
"""


def changed(old: str, new: str) -> bytes:
    """Give the sample with its first `old` replaced by `new`; `old` must be there."""
    assert old in SAMPLE
    return SAMPLE.replace(old, new, 1).encode()


def line_of(text: str, data: bytes) -> int:
    """Give the number of the first line of `data` that contains `text`."""
    return next(number for number, line in enumerate(data.decode().split("\n"), start=1) if text in line)
