"""Everyone who is here."""

from django.urls import path

from turnout.web.people import access, invitations, list, show, suggest

urlpatterns = [
    path("", list.show, name="people"),
    path("suggest/", suggest.suggest, name="suggest_people"),
    path("invitations/", invitations.show, name="invitations"),
    path("invitations/<str:id>/withdrawal/", invitations.withdraw, name="invitation_withdrawal"),
    path("<str:id>/", show.show, name="person"),
    path("<str:id>/name/", access.name, name="person_name"),
    path("<str:id>/role/", access.role, name="person_role"),
    path("<str:id>/departure/", access.departure, name="person_departure"),
    path("<str:id>/waiting/removal/", access.stopping, name="person_waiting_removal"),
    path("<str:id>/return/", access.coming_back, name="person_return"),
    path("<str:id>/link/", access.link, name="person_link"),
]
