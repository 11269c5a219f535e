"""The directory is reached from where people begin: the home page and the page about the programme."""

from tests.support import factories as make


def test_home_and_about_lead_to_the_directory_and_its_map(client, acting_as, app):
    about = client.get("/about").text
    acting_as(make.seat(make.platform()))
    home = client.get("/").text
    for page in (about.split("<main")[1], home.split("<main")[1]):
        assert 'href="/authorities"' in page and 'href="/authorities/map"' in page
