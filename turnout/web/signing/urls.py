"""Coming in and going out."""

from django.urls import path

from turnout.web.signing import invitation, sign_in, sign_out

urlpatterns = [
    path("sign-in/", sign_in.show, name="sign_in"),
    path("sign-in/as/", sign_in.sign_in_as, name="sign_in_as"),
    path("sign-out/", sign_out.create, name="sign_out"),
    path("invitation/<str:key>/", invitation.accept, name="invitation"),
]
