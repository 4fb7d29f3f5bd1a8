"""Addresses at which a learner steers: motivation, strategies, freedom, itself, goal buddies."""

from django.urls import path

from samenwijzer.web.learner.steering import about, freedom, pulse, toolbox

urlpatterns = [
    path("goesting/", pulse.pulse, name="pulse"),
    path("goesting/antwoord/", pulse.answer, name="pulse_answer"),
    path("goesting/delen/", pulse.share, name="pulse_share"),
    path("strategieen/", toolbox.toolbox, name="toolbox"),
    path("strategieen/geprobeerd/", toolbox.tried, name="toolbox_tried"),
    path("vrijheid/", freedom.freedom, name="freedom"),
    path("vrijheid/vragen/", freedom.ask, name="freedom_ask"),
    path("vrijheid/<int:freedom>/akkoord/", freedom.agree, name="freedom_agree"),
    path("vrijheid/afspraak/<int:agreement>/", freedom.say_kept, name="freedom_kept"),
    path("over-mij/", about.about, name="about_me"),
    path("over-mij/bewaren/", about.keep, name="about_me_keep"),
    path("over-mij/<int:interest>/<str:deed>/", about.change, name="about_me_change"),
    path("over-mij/profiel/", about.profile, name="about_me_profile"),
    path("maatje/<uuid:cycle>/", about.name_buddy, name="buddy_name"),
    path("maatje/<int:buddy>/stop/", about.end_buddy, name="buddy_end"),
]
