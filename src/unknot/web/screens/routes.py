"""The routes of the screens."""

from __future__ import annotations

from datetime import date

from django.urls import URLPattern, path, register_converter

from unknot.web.screens import (
    add,
    alerts,
    bin,
    checkin,
    data,
    detail,
    diary,
    elsewhere,
    entry,
    experiment,
    files,
    given,
    habits,
    help,
    log,
    offline,
    patterns,
    problems,
    relief,
    results,
    running,
    saying,
    scales,
    settings,
    side_effects,
    signs,
    tags,
    treating,
    treatment_tiles,
    treatments,
    visit,
    visits,
    welcome,
)
from unknot.web.screens.medicines.routes import routes as medicines


class DayInAddress:
    """A day in an address, as 2026-03-02."""

    regex = "[0-9]{4}-[0-9]{2}-[0-9]{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(DayInAddress, "day")

routes: list[URLPattern] = [
    # log
    path("", log.log, name="log"),
    path("tap", log.tap, name="tap"),
    path("say", saying.say, name="say"),
    path("none", log.none, name="none"),
    path("somewhere-else", elsewhere.elsewhere, name="elsewhere"),
    path("entry/<uuid:id>/bother", log.bother, name="bother"),
    path("entry/<uuid:id>/undo", log.undo, name="undo"),
    path("entry/<uuid:id>/restore", log.restore, name="restore"),
    path("entry/<uuid:id>/going", running.going, name="going"),
    path("entry/<uuid:id>/stop", running.stop, name="stop"),
    path("entry/<uuid:id>/ended", running.ended, name="ended"),
    path("entry/<uuid:id>/detail", detail.detail, name="detail"),
    path("entry/<uuid:id>/somewhere-else", elsewhere.elsewhere_too, name="elsewhere-too"),
    path("entry/<uuid:id>/when", entry.when, name="when"),
    path("message", alerts.answer, name="answer"),
    path("messages", alerts.messages, name="messages"),
    path("anything-else", signs.signs, name="signs"),
    path("anything-else/<uuid:id>", signs.signs, name="sign"),
    path("look-first", signs.checklist, name="checklist"),
    path("q/<str:code>", tags.tag, name="tag"),
    path("devices/tags/new", tags.make, name="tag-new"),
    path("devices/tags/<int:page>/revoke", tags.revoke, name="tag-revoke"),
    # check-in
    # without a network
    path("worker.js", offline.worker, name="worker"),
    path("offline", offline.shell, name="offline"),
    path("offline/bother", offline.bother, name="offline-bother"),
    path("offline/signs", offline.signs, name="offline-signs"),
    path("offline/rules.json", offline.rules, name="offline-rules"),
    path("app.webmanifest", offline.manifest, name="manifest"),
    path("check-in", checkin.checkin, name="checkin"),
    path("check-in/<day:day>/<slug:step>", checkin.checkin_step, name="checkin-step"),
    # diary
    path("diary", diary.diary, name="diary"),
    path("diary/until/<day:until>", diary.diary, name="diary-until"),
    path("diary/bin", bin.diary_bin, name="diary-bin"),
    path("diary/odd/<slug:key>", problems.settled, name="settled"),
    path("diary/<day:day>", diary.day, name="diary-day"),
    path("diary/<day:day>/add", add.spasm, name="add"),
    path("diary/<day:day>/add-more", add.more, name="add-more"),
    path("diary/<day:day>/add/<slug:kind>", add.kind, name="add-kind"),
    path("entry/<uuid:id>/private", entry.private, name="private"),
    path("entry/<uuid:id>/remove", entry.remove, name="remove"),
    # treatments
    path("treatments", treatments.treatments, name="treatments"),
    path("treatments/tap", treatments.treat, name="treat"),
    path("treatments/clinic", treating.clinic, name="clinic"),
    path("treatments/changed", treating.changed, name="treatment-changed"),
    path("treatments/habits", habits.habits, name="habits"),
    path("treatments/habits/new", habits.new, name="habit-new"),
    path("treatments/habits/<uuid:id>", habits.habit, name="habit"),
    path("treatments/habits/<uuid:id>/turn", habits.turn, name="habit-turn"),
    path("tests", results.results, name="results"),
    path("tests/new", results.new, name="result-new"),
    path("entry/<uuid:id>/result", results.result, name="result"),
    path("entry/<uuid:id>/file", files.add, name="file-add"),
    path("file/<uuid:id>", files.download, name="file"),
    path("file/<uuid:id>/remove", files.remove, name="file-remove"),
    path("visits", visits.visits, name="visits"),
    path("visits/new", visits.new, name="visit-new"),
    path("visits/<uuid:id>", visits.visit_detail, name="visit-detail"),
    path("visits/<uuid:id>/keep", visits.keep_days, name="keep-days"),
    path("visits/days/<uuid:id>/stop", visits.stop_keeping, name="stop-keeping"),
    path("side-effect", side_effects.side_effect, name="side-effect"),
    path("entry/<uuid:id>/side-effect", side_effects.change, name="side-effect-of"),
    path("entry/<uuid:id>/relief", relief.relief, name="relief"),
    path("entry/<uuid:id>/treatment", treating.treatment, name="treatment"),
    path("settings/treatments", treatment_tiles.choose, name="settings-treatments"),
    # visit
    path("patterns", patterns.patterns, name="patterns"),
    path("patterns/before-and-after", patterns.before_after, name="before-after"),
    path("patterns/experiment", experiment.experiment, name="experiment"),
    path("patterns/experiment/new", experiment.new, name="experiment-new"),
    path("patterns/experiment/<uuid:id>/toss", experiment.toss, name="experiment-toss"),
    path("patterns/experiment/<uuid:id>/day", experiment.day, name="experiment-day"),
    path("patterns/experiment/<uuid:id>/end", experiment.end, name="experiment-end"),
    path("patterns/side-effects", side_effects.beside, name="side-effects"),
    path("patterns/side-effects/until/<day:until>", side_effects.beside, name="side-effects-until"),
    path("visit", visit.visit, name="visit"),
    path("visit/period", visit.period, name="visit-period"),
    path("visit/questions", visit.questions, name="visit-questions"),
    path("visit/questions/<uuid:id>/remove", visit.remove_question, name="visit-question-remove"),
    path("visit/date", visit.next_visit, name="visit-date"),
    path("visit/<day:first>/<day:last>", visit.visit, name="visit-of"),
    path("visit/<day:first>/<day:last>/spasm-profile.pdf", visit.paper, name="visit-paper"),
    # scales
    path("scales", scales.scales, name="scales"),
    path("scales/goal", given.goal, name="goal"),
    path("scales/given", given.given, name="given"),
    path("scales/<slug:id>", scales.scale, name="scale"),
    path("scales/<slug:id>/<uuid:response>/<slug:item>", scales.scale, name="scale-more"),
    *medicines,
    # settings
    path("settings", settings.settings, name="settings"),
    path("settings/tiles", settings.tiles, name="settings-tiles"),
    path("settings/about-today", settings.exposures, name="settings-exposures"),
    path("settings/data", data.data, name="settings-data"),
    path("settings/data/export/<slug:form>", data.export, name="export"),
    path("settings/data/erase", data.erase, name="erase"),
    path("settings/<slug:part>", settings.part, name="settings-part"),
    # the first time
    path("welcome", welcome.welcome, name="welcome"),
    path("welcome/<slug:step>", welcome.step, name="welcome-step"),
    # help, for anyone
    path("help", help.help, name="help"),
    path("help/<slug:country>", help.help, name="help-in"),
]
