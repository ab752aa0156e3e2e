from click.testing import CliRunner

from turnout.config.cli import main


def test_an_owner_who_lost_the_password_gets_back_in(world, client):
    answer = CliRunner().invoke(main, ["rescue", "Finn@example.org"])
    path = answer.output.strip().removeprefix("http://testserver")
    client.post(path, {"name": "Finn Gallagher", "timezone": "UTC", "password": "a new and longer horse"})
    world.finn.refresh_from_db()
    assert world.finn.check_password("a new and longer horse")


def test_an_unknown_address_gets_nothing(world):
    assert CliRunner().invoke(main, ["rescue", "nobody@example.org"]).exit_code == 1
