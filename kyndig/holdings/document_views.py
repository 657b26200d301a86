"""Documents: laying one in, looking at it, and what somebody else says of it."""

from typing import Any

from csp.constants import NONE
from csp.decorators import csp
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from kyndig.accounts.access_log import record_access
from kyndig.accounts.models import AccessEvent
from kyndig.accounts.requests import SignedInRequest
from kyndig.catalogue import lookup
from kyndig.catalogue.models import Competence
from kyndig.holdings import document_actions, document_files, document_queries, policies
from kyndig.holdings.document_actions import NotWaitingError
from kyndig.holdings.document_forms import DocumentForm, ReasonForm, VerifyForm
from kyndig.holdings.models import Document
from kyndig.holdings.persons import oneself, visible_person
from kyndig.imports.uploads import is_too_large
from kyndig.organisation.models import Person

PER_PAGE = 50


def add_own(request: SignedInRequest) -> HttpResponse:
    """Lay in a diploma or certificate of one's own."""
    policies.check_can_assess_oneself(request.user)
    person = oneself(request)
    if person is None:
        raise Http404
    return _add(request, person)


def add(request: SignedInRequest, employee_number: str) -> HttpResponse:
    """Lay in a document for somebody one leads; somebody has to verify it all the same."""
    person = visible_person(request, employee_number)
    policies.check_can_assess(request.user, person)
    return _add(request, person)


def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lay in a new document instead of an old one, which stays."""
    old = _visible(request, pk)
    policies.check_can_upload(request.user, old.person)
    return _add(request, old.person, replaces=old)


def _add(request: SignedInRequest, person: Person, replaces: Document | None = None) -> HttpResponse:
    form = DocumentForm(
        request.POST or None,
        request.FILES or None,
        fixed=replaces.competence if replaces else None,
        too_large=is_too_large(request),
        initial=_known(request, replaces),
    )
    if request.method == "POST" and form.is_valid() and (file := form.stored()):
        try:
            document = document_actions.upload_document(
                person=person, file=file, by=request.user, replaces=replaces, **form.facts()
            )
        except BaseException:
            document_files.forget(file.stored_name)
            raise
        messages.success(request, _("Dokumentet er lagret. Det teller når lederen eller HR har sett på det."))
        return redirect("document", document.pk)
    context = {"form": form, "person": person, "own": oneself(request) == person, "replaces": replaces}
    return render(request, "holdings/document_new.html", context)


def _known(request: SignedInRequest, replaces: Document | None) -> dict[str, Any]:
    """What the form holds at first: the old document's words, or the competence of the link."""
    if replaces:
        return {"title": replaces.title, "issuer": replaces.issuer}
    asked = Competence.objects.in_use().filter(code=request.GET.get("kompetanse", "")).first()
    return {"competence": lookup.option(asked)} if asked else {}


def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """Is this paper right? Whoever may, says so here and which level it gives; the view is logged."""
    document = _visible(request, pk)
    may_verify = policies.can_verify(request.user, document)
    if request.method == "POST":
        policies.check_can_verify(request.user, document)
    form = VerifyForm(request.POST or None, competence=document.competence)
    if request.method == "POST" and form.is_valid():
        return _verified(request, document, form)
    _log(request, "document", document, AccessEvent.Action.VIEW)
    context = {
        "document": document,
        "form": form,
        "own": not policies.is_somebody_else(request.user, document.person),
        "may_verify": may_verify and document.state == Document.State.WAITING,
        "may_withdraw": document.withdrawn_at is None and policies.can_withdraw(request.user, document),
        "may_renew": document.withdrawn_at is None and policies.can_upload(request.user, document.person),
        "newer": document.replaced_by.all(),
    }
    return render(request, "holdings/document.html", context)


def _verified(request: SignedInRequest, document: Document, form: VerifyForm) -> HttpResponse:
    try:
        document_actions.verify_document(
            document=document, by=request.user, assessed_by=oneself(request), **form.cleaned_data
        )
        messages.success(request, _("Dokumentet er godkjent, og nivået er registrert."))
    except NotWaitingError:
        messages.error(request, _("Noen andre har sett på dokumentet i mellomtiden. Se hva som står her nå."))
    return redirect("document", document.pk)


def refuse(request: SignedInRequest, pk: int) -> HttpResponse:
    """Say that the paper does not show what it should, and why."""
    document = _visible(request, pk)
    policies.check_can_verify(request.user, document)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            document_actions.refuse_document(document=document, by=request.user, **form.cleaned_data)
            messages.success(request, _("Svaret er lagret. Den det gjelder, ser hvorfor."))
        except NotWaitingError:
            messages.error(
                request, _("Noen andre har sett på dokumentet i mellomtiden. Se hva som står her nå.")
            )
        return redirect("document", pk)
    return render(request, "holdings/document_refuse.html", {"form": form, "document": document})


def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back a document that was a mistake; its file is deleted at once."""
    document = _visible(request, pk)
    policies.check_can_withdraw(request.user, document)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        document_actions.withdraw_document(document=document, by=request.user, **form.cleaned_data)
        messages.success(request, _("Dokumentet er trukket tilbake, og filen er slettet."))
        return redirect("document", pk)
    return render(request, "holdings/document_withdraw.html", {"form": form, "document": document})


@require_GET
@csp({"default-src": [NONE], "sandbox": True})  # type: ignore[arg-type] # it knows no subclass of HttpRequest
def file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The paper itself, to be saved: no browser opens it as a page of ours. The look is logged."""
    document = _visible(request, pk)
    path = document_files.path_of(document.stored_name) if document.stored_name else None
    if path is None or not path.exists():
        raise Http404
    _log(request, "document_file", document, AccessEvent.Action.EXPORT)
    response = FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=document.original_name,
        content_type=document.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def waiting(request: SignedInRequest) -> HttpResponse:
    """Which documents wait for me to look at them? The view is logged."""
    policies.check_can_verify_some(request.user)
    page = Paginator(document_queries.waiting_for(request.user), PER_PAGE).get_page(request.GET.get("side"))
    shown = list(page.object_list)
    numbers = [each.person.employee_number for each in shown]
    record_access(
        AccessEvent.Action.VIEW, by=request.user, page="documents_waiting", employee_numbers=numbers
    )
    return render(request, "holdings/documents_waiting.html", {"page": page, "shown": shown})


def _visible(request: SignedInRequest, pk: int) -> Document:
    """A document of somebody whom the user may see; no other exists."""
    documents = document_queries.documents_visible_to(request.user).select_related(
        "person", "competence", "replaces", "uploaded_by", "verified_by", "refused_by", "withdrawn_by"
    )
    return get_object_or_404(documents, pk=pk)


def _log(request: SignedInRequest, page: str, document: Document, action: AccessEvent.Action) -> None:
    record_access(action, by=request.user, page=page, employee_numbers=[document.person.employee_number])
