"""What is yours: profile, password, browsers, notifications and where they go, keys."""

from django.urls import path

from turnout.web.profile import contacts, notifications, password, sessions, show, tokens

urlpatterns = [
    path("", show.show, name="profile"),
    path("password/", password.show, name="profile_password"),
    path("sessions/", sessions.show, name="profile_sessions"),
    path("notifications/", notifications.show, name="profile_notifications"),
    path("contacts/", contacts.show, name="profile_contacts"),
    path("contacts/<str:id>/verification/", contacts.verification, name="profile_contact_verification"),
    path("contacts/<str:id>/code/", contacts.code, name="profile_contact_code"),
    path("contacts/<str:id>/use/", contacts.use, name="profile_contact_use"),
    path("contacts/<str:id>/removal/", contacts.removal, name="profile_contact_removal"),
    path("tokens/", tokens.show, name="profile_tokens"),
    path("tokens/<str:id>/continuation/", tokens.go_on, name="token_continuation"),
    path("tokens/<str:id>/revocation/", tokens.revoke, name="token_revocation"),
]
