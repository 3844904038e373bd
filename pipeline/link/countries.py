"""Names of states, so that "the country" is never taken for a city or a company."""

from __future__ import annotations

COUNTRIES = frozenset(
    line.strip()
    for line in """
    Afghanistan, Albania, Algeria, Argentina, Armenia, Australia, Austria, Azerbaijan, Bangladesh, Belarus,
    Belgium, Bolivia, Brazil, Britain, Bulgaria, Cambodia, Canada, Chile, China, Colombia, Croatia, Cuba,
    Cyprus, Czech Republic, Czechia, Denmark, Ecuador, Egypt, England, Estonia, Ethiopia, Finland, France,
    Georgia, Germany, Ghana, Greece, Hungary, Iceland, India, Indonesia, Iran, Iraq, Ireland, Israel, Italy,
    Japan, Jordan, Kazakhstan, Kenya, Kuwait, Laos, Latvia, Lebanon, Lithuania, Luxembourg, Malaysia, Mexico,
    Mongolia, Morocco, Myanmar, Nepal, Netherlands, New Zealand, Nigeria, North Korea, Norway, Oman, Pakistan,
    Panama, Peru, Philippines, Poland, Portugal, Qatar, Romania, Russia, Rwanda, Saudi Arabia, Scotland,
    Serbia, Singapore, Slovakia, Slovenia, South Africa, South Korea, Soviet Union, Spain, Sri Lanka, Sudan,
    Sweden, Switzerland, Syria, Taiwan, Tanzania, Thailand, Tunisia, Turkey, U.K., UK, Ukraine,
    United Arab Emirates, UAE, United Kingdom, United States, Uruguay, Uzbekistan, Venezuela, Vietnam, Yemen,
    Zimbabwe, Kyiv, Moscow, London, Brussels, Paris, Berlin, Tokyo, Seoul, Delhi, New Delhi, Taipei, Canberra,
    European Union, EU, Europe, Kremlin
    """.replace("\n", " ").split(",")
)
