"""Teams and who is in them."""

from django.urls import path

from turnout.web.teams import list, members, show

urlpatterns = [
    path("", list.show, name="teams"),
    path("new/", list.create, name="team_creation"),
    path("<str:id>/", show.show, name="team"),
    path("<str:id>/name/", show.change, name="team_name"),
    path("<str:id>/removal/", show.remove, name="team_removal"),
    path("<str:id>/members/", members.add, name="team_members"),
    path("<str:id>/members/<str:person>/removal/", members.remove, name="team_member_removal"),
]
