"""What people are told about incidents."""

from django.utils.translation import gettext_lazy as _

from turnout.core.notify.kinds import kind

RAISED = kind(
    "incident.raised", _("Something new is reported"), _("For those who look at new reports first")
).key
WORSE = kind(
    "incident.worse", _("Something got worse"), _("For those who hear of it only now that it is rated worse")
).key
FLOOD = kind(
    "incident.flood",
    _("Many reports come in at once"),
    _("Instead of one notification for each, from pages anyone can use"),
).key
OF_AUDIENCE = (RAISED, WORSE)  # what the rules about who is told bring about
UPDATE = kind("incident.update", _("An update"), _("In incidents you follow")).key
THANKS = kind(
    "incident.thanks", _("Thanks for reporting something"), _("At once, with what happens next")
).key
OUTCOME = kind("incident.outcome", _("What became of it"), _("For what you reported yourself")).key
WAITING = kind(
    "incident.waiting", _("Somebody waits to hear"), _("Whoever reported it has heard nothing for days")
).key
THANKED = kind(
    "incident.thanked", _("Somebody thanked you"), _("For your part in an incident"), goes_out=False
).key
STATE = kind("incident.state", _("Accepted, resolved or reopened"), _("In incidents you follow")).key
ROLE = kind("incident.role", _("You were given a role"), _("With what it asks of you"), urgent=True).key
MENTION = kind("incident.mention", _("Somebody mentioned you"), _("In the room of an incident")).key
TASK = kind("incident.task", _("Somebody asks you to do something"), _("An action or a follow-up")).key
YOURS = kind(
    "incident.yours",
    _("Someone changed or removed what's yours"),
    _("A task, file, link or text of yours, and who did it"),
).key
LED = kind(
    "incident.led",
    _("Something changed in an incident you lead"),
    _("Someone else lowered the severity, cleared a promised update or changed its times"),
).key
INSIDERS = kind(
    "team.let_in",
    _("More people will see private incidents"),
    _("For owners: a team a rule lets in has grown"),
).key
NEW_LINK = kind(
    "person.new_link",
    _("Somebody made a link into your account"),
    _("With which your password is chosen anew"),
    urgent=True,
).key
FELT_WRONG = kind(
    "incident.felt_wrong",
    _("A word to a reporter felt wrong"),
    _("For those who look first, and who look after it: not for its author"),
    urgent=True,
).key
DOUBTED = kind(
    "incident.doubted",
    _("Someone sees an end differently"),
    _("For those who look first, and who look after it: not for who ended it"),
).key
STOPPED = kind(
    "script.stopped",
    _("A script was stopped"),
    _("It changed a lot at once with your token, or with a key you look after"),
    urgent=True,
).key
ASKS_IN = kind(
    "incident.asks_in", _("Somebody asks to be let in"), _("Where you decide who sees an incident")
).key
ANSWERED = kind("incident.answered", _("You asked to be let in"), _("What was answered")).key
SEAL = kind(
    "incident.seal",
    _("A sealed incident is opened in an emergency"),
    _("For those inside, and for those who can agree to it"),
    urgent=True,
).key
LATE = kind("incident.late", _("An update you promised is late"), _("For whoever leads"), urgent=True).key
PROPOSED = kind(
    "incident.proposed",
    _("Something needs a second person"),
    _("In incidents you look after, or where it concerns you"),
    urgent=True,
    by_number=True,
).key
DECIDED = kind(
    "incident.decided", _("What was proposed was settled"), _("In incidents you look after"), by_number=True
).key
KEEPER = kind(
    "incident.keeper", _("Who looks after an incident"), _("You, or people you decide with"), by_number=True
).key
LET_IN = kind(
    "incident.let_in", _("You were let in"), _("Into an incident that isn't open"), by_number=True
).key
LOST_SIGHT = kind(
    "incident.lost_sight", _("You can no longer see an incident"), _("With how to ask for it back")
).key
LABEL = kind(
    "incident.label",
    _("Who can see an incident changed"),
    _("Where you follow it or look after it"),
    by_number=True,
).key
ROLE_OVER = kind(
    "incident.role_over", _("Your role went to someone else, or ended"), _("With who did it")
).key
KEPT_OUT = kind(
    "incident.kept_out", _("Someone is kept out of an incident"), _("For owners: that it happened, not who")
).key
LOOKED_UP = kind(
    "incident.looked_up",
    _("Someone looked up who reported something"),
    _("For what you reported without your name"),
    goes_out=False,
).key
ENDED_IN_TRIAGE = kind(
    "incident.ended_in_triage",
    _("A report was ended straight from triage"),
    _("For those who look at new reports first: see it differently, and reopen it"),
    goes_out=False,
).key
