"""Recomputing the book: everything in it that is not as it was written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from sussidiario.journal import rules
from sussidiario.journal.archive.proof import Proof, Verdict
from sussidiario.journal.archive.sealing import BATCH, digest, part, spelled, table
from sussidiario.journal.models import Act, Seal


@dataclass(frozen=True)
class Finding:
    """One thing that `verify` found: in which part or act, and what. A finding that is not `wrong` says what can no longer be proved."""

    where: str
    what: str
    wrong: bool = True


def verify() -> Iterator[Finding]:
    """
    Recompute the whole book and yield everything that is not as it was written.

    Every act's fingerprint and reason; every part's digest, range and count; every manifest's link; every sealed act against its row.
    """
    proof = Proof()
    previous, after = rules.GENESIS, 0
    for number, sealed in enumerate(Seal.objects.order_by("number"), start=1):
        yield from _verify_seal(sealed, proof, number=number, previous=previous, after=after)
        previous, after = sealed.chain, sealed.last
    for act in Act.objects.filter(pk__gt=after).order_by("pk").iterator(BATCH):
        if proof.of(act) is Verdict.BROKEN:
            yield Finding(f"act {act.pk}", "its row is not as it was written (not sealed yet)")


def _verify_seal(sealed: Seal, proof: Proof, *, number: int, previous: str, after: int) -> Iterator[Finding]:
    """Check one seal: its place in the chain, its file, and every act in it."""
    where = f"seal {sealed.number}"
    manifest = {name: getattr(sealed, name) for name in ("number", "first", "last", "count", "sha256", "previous")}
    manifest["sealed_at"] = rules.instant(sealed.sealed_at)
    if sealed.number != number:
        yield Finding(where, f"seal {number} is missing before it")
    if sealed.previous != previous or sealed.first <= after:
        yield Finding(where, "it does not follow the seal before it")
    if rules.chain(manifest) != sealed.chain:
        yield Finding(where, "its row is not as it was sealed")
    yield from _verify_manifest(sealed, manifest)
    path = part(sealed.number)
    if not path.exists():
        yield Finding(where, f"its part {path.name} is missing")
        return
    if digest(path) != sealed.sha256:
        yield Finding(where, f"its part {path.name} is not as it was sealed")
        return
    yield from _verify_acts(sealed, proof, path, after=after)


def _verify_manifest(sealed: Seal, manifest: Mapping[str, object]) -> Iterator[Finding]:
    """Check the manifest beside a part against the seal's row."""
    path = part(sealed.number).with_suffix(".json")
    if not path.exists():
        yield Finding(f"seal {sealed.number}", f"its manifest {path.name} is missing")
    elif path.read_bytes() != spelled(manifest, sealed.chain):
        yield Finding(f"seal {sealed.number}", f"its manifest {path.name} is not as it was sealed")


def _verify_acts(sealed: Seal, proof: Proof, path: Path, *, after: int) -> Iterator[Finding]:
    """Check each act of a sealed part against its row in the database, also where numbers were skipped after the seal before."""
    written = pq.read_table(path)
    places = {number: place for place, number in enumerate(written["id"].to_pylist())}
    fingerprints = written["fingerprint"].to_pylist()
    unproved = 0
    for act in Act.objects.filter(pk__gt=after, pk__lte=sealed.last).order_by("pk").iterator(BATCH):
        place = places.pop(act.pk, None)
        if place is None:
            yield Finding(f"act {act.pk}", f"its row was added after seal {sealed.number}")
            continue
        verdict = proof.of(act)
        if verdict is Verdict.UNPROVED and table(Act.objects.filter(pk=act.pk)) == written.slice(place, 1):
            unproved += 1
        elif verdict is not Verdict.PROVED or act.fingerprint != fingerprints[place]:
            yield Finding(f"act {act.pk}", f"its row is not as it was written (seal {sealed.number})")
    for missing in sorted(places):
        yield Finding(f"act {missing}", f"its row is missing (seal {sealed.number})")
    if unproved:
        yield Finding(f"seal {sealed.number}", f"{unproved} acts cannot be verified by key; its part holds, and says what they say", wrong=False)
