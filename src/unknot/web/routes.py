"""The routes of the screens."""

from __future__ import annotations

from django.urls import URLPattern, path

from unknot.web.data.routes import routes as own_data
from unknot.web.diary import (
    add,
    bin,
    checkin,
    diary,
    entry,
    problems,
)
from unknot.web.log import (
    detail,
    elsewhere,
    help,
    log,
    log_spasm,
    picture,
    quick_text,
    running,
    signs,
    tags,
    undo,
)
from unknot.web.medicines.routes import routes as medicines
from unknot.web.offline import shell
from unknot.web.page import alerts
from unknot.web.patterns import experiment, findings_history, patterns
from unknot.web.preferences import more, preferences, suspects, welcome
from unknot.web.reminders import channels, reminders
from unknot.web.treatment.routes import routes as treatment
from unknot.web.visits import goal_and_scores, profile_page, scales

routes: list[URLPattern] = [
    *treatment,
    *own_data,
    # log
    path("", log.log, name="log"),
    path("tap", log_spasm.tap, name="tap"),
    path("say", quick_text.say, name="say"),
    path("none", log.none, name="none"),
    path("somewhere-else", elsewhere.elsewhere, name="elsewhere"),
    path("somewhere-else/picture", picture.picture, name="picture"),
    path("entry/<uuid:id>/bother", log_spasm.bother, name="bother"),
    path("entry/<uuid:id>/undo", undo.undo, name="undo"),
    path("entry/<uuid:id>/restore", undo.restore, name="restore"),
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
    path("worker.js", shell.worker, name="worker"),
    path("offline", shell.shell, name="offline"),
    path("offline/bother", shell.bother, name="offline-bother"),
    path("offline/treatments", shell.treatments, name="offline-treatments"),
    path("offline/signs", shell.signs, name="offline-signs"),
    path("offline/rules.json", shell.rules, name="offline-rules"),
    path("app.webmanifest", shell.manifest, name="manifest"),
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
    # visit
    path("patterns", patterns.patterns, name="patterns"),
    path("patterns/severe", patterns.severe_only, name="patterns-severe"),
    path("patterns/on", findings_history.choose, name="patterns-on"),
    path("patterns/on/<day:day>", findings_history.on, name="patterns-on-day"),
    path("patterns/before-and-after", patterns.before_after, name="before-after"),
    path("patterns/experiment", experiment.experiment, name="experiment"),
    path("patterns/experiment/new", experiment.new, name="experiment-new"),
    path("patterns/experiment/<uuid:id>/toss", experiment.toss, name="experiment-toss"),
    path("patterns/experiment/<uuid:id>/day", experiment.day, name="experiment-day"),
    path("patterns/experiment/<uuid:id>/end", experiment.end, name="experiment-end"),
    path("visit", profile_page.visit, name="visit"),
    path("visit/period", profile_page.period, name="visit-period"),
    path("visit/questions", profile_page.questions, name="visit-questions"),
    path("visit/questions/<uuid:id>/remove", profile_page.remove_question, name="visit-question-remove"),
    path("visit/date", profile_page.next_visit, name="visit-date"),
    path("visit/<day:first>/<day:last>", profile_page.visit, name="visit-of"),
    path("visit/<day:first>/<day:last>/spasm-profile.pdf", profile_page.paper, name="visit-paper"),
    # scales
    path("scales", scales.scales, name="scales"),
    path("scales/goal", goal_and_scores.goal, name="goal"),
    path("scales/given", goal_and_scores.given, name="given"),
    path("scales/<slug:id>", scales.scale, name="scale"),
    path("scales/<slug:id>/<uuid:response>/<slug:item>", scales.scale, name="scale-more"),
    *medicines,
    # settings
    path("more", more.more, name="more"),
    path("settings", preferences.settings, name="settings"),
    path("settings/tiles", preferences.tiles, name="settings-tiles"),
    path("settings/about-today", preferences.exposures, name="settings-exposures"),
    path("settings/what-i-suspect", suspects.suspects, name="settings-suspects"),
    path("settings/reminders", reminders.reminders, name="settings-reminders"),
    path("settings/reminders/again", reminders.go_on, name="settings-reminders-again"),
    path("settings/reminders/calendar", channels.make_calendar, name="settings-reminders-calendar"),
    path("settings/reminders/<slug:part>", reminders.choice, name="settings-reminders-part"),
    path("settings/reminders/<slug:kind>/for/<slug:whom>", channels.add, name="settings-reminders-add"),
    path("settings/reminders/<int:way>/test", channels.test, name="settings-reminders-test"),
    path("settings/reminders/<int:way>/stop", channels.stop, name="settings-reminders-stop"),
    path("settings/<slug:part>", preferences.part, name="settings-part"),
    # the first time
    path("welcome", welcome.welcome, name="welcome"),
    path("welcome/<slug:step>", welcome.step, name="welcome-step"),
    # help, for anyone
    path("help", help.help, name="help"),
    path("help/<slug:country>", help.help, name="help-in"),
]
