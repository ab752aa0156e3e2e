"""What is yours: profile, password, browsers, notifications, keys."""

from django.urls import path

from turnout.web.profile import notifications, password, sessions, show, tokens

urlpatterns = [
    path("", show.show, name="profile"),
    path("password/", password.show, name="profile_password"),
    path("sessions/", sessions.show, name="profile_sessions"),
    path("notifications/", notifications.show, name="profile_notifications"),
    path("tokens/", tokens.show, name="profile_tokens"),
    path("tokens/<str:id>/revocation/", tokens.revoke, name="token_revocation"),
]
