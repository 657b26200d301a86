"""An employee's own round, one question a page: each page sends on to the first that waits for an answer."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from kyndig.accounts.requests import SignedInRequest
from kyndig.catalogue.models import Competence
from kyndig.holdings import document_actions, document_files
from kyndig.holdings.document_forms import DocumentForm
from kyndig.holdings.models import InUse
from kyndig.holdings.persons import oneself
from kyndig.imports.uploads import is_too_large
from kyndig.mapping import answering
from kyndig.mapping.acts import RefusedError
from kyndig.mapping.answering import Answer
from kyndig.mapping.asking_oneself import Part
from kyndig.mapping.forms import KnowMoreForm
from kyndig.mapping.models import Entry, Round
from kyndig.mapping.own import OwnCell, OwnRound
from kyndig.mapping.own_writing import Use
from kyndig.mapping.saying import choices, ran_out

Act = Entry.Act
# What a page about something that has run out may answer, beside levels.
HAS_PROOF, HAS_NO_PROOF, NEEDS_COURSE, UNKNOWN = "bevis", "uten", "kurs", "vet-ikke"


def _own(request: SignedInRequest, pk: int) -> OwnRound:
    """The user's own part of a round that has begun; for whom it does not ask, there is none."""
    person = oneself(request)
    round_ = get_object_or_404(Round.objects.exclude(started_at=None), pk=pk)
    own = OwnRound(round_, person) if person else None
    if own is None or not (own.asked or own.participation):
        raise Http404
    return own


def _shown(request: SignedInRequest, own: OwnRound, name: str, **context: Any) -> HttpResponse:
    """A page of the round; what its form sends is known by its key."""
    if not own.is_open:
        name, context = "closed", {}
    context = {"own": own, "round": own.round, "key": uuid4(), **context}
    return render(request, f"mapping/own/{name}.html", context)


def _key(request: SignedInRequest) -> UUID:
    try:
        return UUID(request.POST.get("nokkel", ""))
    except ValueError:
        return uuid4()


def _do(request: SignedInRequest, own: OwnRound, act: Callable[[], object]) -> HttpResponse:
    """Do what the page asks for, and go on to what waits then; why it was refused is said there."""
    corrects = own.sent
    try:
        act()
    except RefusedError as error:
        messages.error(request, str(error))
        return redirect("own_round", own.round.pk)
    if corrects:
        return redirect("own_review", own.round.pk)
    return redirect(OwnRound(own.round, own.person).next_address)


def start(request: SignedInRequest, pk: int) -> HttpResponse:
    """What is this, how long does it take, and who sees it? Whoever has begun goes on where they were."""
    own = _own(request, pk)
    if request.method == "POST":
        return _do(
            request, own, lambda: answering.begin(round_=own.round, person=own.person, by=request.user)
        )
    if own.participation and own.is_open:
        return redirect(own.next_address)
    return _shown(request, own, "start")


def known(request: SignedInRequest, pk: int) -> HttpResponse:
    """Is this right?"""
    own = _own(request, pk)
    if request.method == "POST":
        return _do(request, own, lambda: _confirm(request, own, wrong=[]))
    return _shown(request, own, "known")


def wrong(request: SignedInRequest, pk: int) -> HttpResponse:
    """What of it is wrong? Only that becomes questions."""
    own = _own(request, pk)
    ticked = set(request.POST.getlist("feil"))
    if request.method == "POST" and ticked:
        chosen = [cell.competence for cell in own.known if str(cell.competence.pk) in ticked]
        return _do(request, own, lambda: _confirm(request, own, wrong=chosen))
    return _shown(request, own, "wrong", nothing_ticked=request.method == "POST")


def _confirm(request: SignedInRequest, own: OwnRound, wrong: list[Competence]) -> None:
    """Confirm what the page showed, apart from what is wrong: no more than that was read."""
    shown = set(request.POST.getlist("vist"))
    right = [cell.competence for cell in own.known if str(cell.competence.pk) in shown]
    answering.confirm(
        round_=own.round,
        person=own.person,
        right=[each for each in right if each not in wrong],
        wrong=wrong,
        key=_key(request),
        by=request.user,
    )


def question(request: SignedInRequest, pk: int, competence: int) -> HttpResponse:
    """What can you do of this? Or, where a course has run out: have you taken it again?"""
    own = _own(request, pk)
    cell = _cell(own, competence)
    if request.method == "POST":
        sent = request.POST.get("svar", "")
        answered = _do(request, own, lambda: _answer(request, own, cell, sent))
        return redirect("own_evidence", pk, competence) if sent == HAS_PROOF and own.is_open else answered
    if cell.part == Part.EXPIRED and cell.facts.confirmed:
        return _shown(request, own, "expired", cell=cell, ran_out=ran_out(cell.facts.confirmed))
    return _shown(request, own, "question", cell=cell, choices=choices(cell.competence))


def _cell(own: OwnRound, competence: int) -> OwnCell:
    found = [cell for cell in own.cells if cell.competence.pk == competence]
    if not found:
        raise Http404
    return found[0]


def _answer(request: SignedInRequest, own: OwnRound, cell: OwnCell, sent: str) -> None:
    act = {UNKNOWN: Act.UNKNOWN, NEEDS_COURSE: Act.COURSE}.get(sent, Act.LEVEL)
    level = int(sent) if sent.isdecimal() else None
    if sent in {HAS_PROOF, HAS_NO_PROOF} and cell.facts.confirmed:
        level = cell.facts.confirmed.level
    given = Answer(_key(request), cell.competence, act, level)
    answering.answer(round_=own.round, person=own.person, given=given, by=request.user)


def evidence(request: SignedInRequest, pk: int, competence: int) -> HttpResponse:
    """Lay in the paper that shows that it was renewed. It can wait."""
    own = _own(request, pk)
    cell = _cell(own, competence)
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        fixed=cell.competence,
        too_large=is_too_large(request),
    )
    if request.method == "POST" and form.is_valid() and (file := form.stored()):
        try:
            document_actions.upload_document(person=own.person, file=file, by=request.user, **form.facts())
        except BaseException:
            document_files.forget(file.stored_name)
            raise
        messages.success(request, _("Dokumentet er lagret. Det teller når lederen eller HR har sett på det."))
        return redirect(own.next_address)
    return _shown(request, own, "evidence", cell=cell, form=form)


def use(request: SignedInRequest, pk: int) -> HttpResponse:
    """Do you use this in the job? May be passed."""
    own = _own(request, pk)
    if request.method == "POST":
        used = {} if "hopp" in request.POST else _used(request, own)
        return _do(
            request,
            own,
            lambda: answering.say_use(
                round_=own.round, person=own.person, used=used, key=_key(request), by=request.user
            ),
        )
    return _shown(request, own, "use", answers=InUse.choices)


def _used(request: SignedInRequest, own: OwnRound) -> dict[Competence, Use]:
    used = {}
    for cell in own.cells:
        in_use = request.POST.get(f"bruk-{cell.competence.pk}", "")
        wants = f"mer-{cell.competence.pk}" in request.POST
        if in_use or wants:
            used[cell.competence] = Use(in_use, wants or None)
    return used


def more(request: SignedInRequest, pk: int) -> HttpResponse:
    """Can you do something that nobody asked about? May be passed."""
    own = _own(request, pk)
    if request.method == "POST" and "videre" in request.POST:
        return _do(
            request,
            own,
            lambda: answering.pass_offer(round_=own.round, person=own.person, by=request.user),
        )
    form = KnowMoreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen: Competence = form.cleaned_data["competence"]
        asked = chosen in [cell.competence for cell in own.cells]
        return redirect("own_question" if asked else "own_more_level", pk, chosen.pk)
    return _shown(request, own, "more", form=form)


def more_level(request: SignedInRequest, pk: int, competence: int) -> HttpResponse:
    """What can you do of what you have found yourself?"""
    own = _own(request, pk)
    found = get_object_or_404(Competence.objects.in_use(), pk=competence)
    sent = request.POST.get("svar", "")
    if request.method == "POST" and own.is_open:
        try:
            level = int(sent) if sent.isdecimal() else -1
            answering.add(person=own.person, competence=found, level=level, by=request.user)
            messages.success(request, _("Takk. Vi har lagt det til."))
        except RefusedError as error:
            messages.error(request, str(error))
        return redirect("own_more", pk)
    return _shown(request, own, "more_level", competence=found, choices=choices(found))


def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Is this what you want to send? Afterwards: what have you answered?"""
    own = _own(request, pk)
    if request.method == "POST":
        return _do(request, own, lambda: answering.send(round_=own.round, person=own.person, by=request.user))
    return _shown(request, own, "review")


def receipt(request: SignedInRequest, pk: int) -> HttpResponse:
    """What happens now, and when?"""
    own = _own(request, pk)
    if not own.sent:
        return redirect("own_round", pk)
    return _shown(request, own, "receipt")
