/* The colleagues of the demonstration: one for every role, in organisations that do not exist. */
#include "accounts_room.h"
#include "factors.h"
#include "text.h"

/* Nobody of these exists. */
static const struct { enum role role; const char *name, *organisation; } people[] = {
  { ROLE_TEAM,          "Noor van Dalen",      "Wijkteam Voorbeeldwijk" },
  { ROLE_TEAM_LEAD,     "Bas Verhoeven",       "Wijkteam Voorbeeldwijk" },
  { ROLE_VEILIG_THUIS,  "Samira el Idrissi",   "Veilig Thuis Voorbeeldregio" },
  { ROLE_DESK,          "Femke Jansen",        "Aanmeldpunt Voorbeeldregio" },
  { ROLE_PROVIDER,      "Ruben Claassen",      "Voorbeeld Hulpverlening" },
  { ROLE_DIRECTOR,      "Ilse Maas",           "Zorg- en Veiligheidshuis Voorbeeldregio" },
  { ROLE_POLICE,        "Mark Dekkers",        "Politie Voorbeeldbasisteam" },
  { ROLE_PROSECUTION,   "Anouk Timmermans",    "Openbaar Ministerie Voorbeeldparket" },
  { ROLE_PROBATION,     "Yusuf Kaya",          "Reclassering Voorbeeld" },
  { ROLE_MUNICIPALITY,  "Lieke Smulders",      "Gemeente Voorbeeldstad" },
  { ROLE_SHELTER,       "Marit Brouwer",       "Vrouwenopvang Voorbeeld" },
  { ROLE_GP,            "Thijs van den Heuvel", "Huisartsenpraktijk Het Voorbeeld" },
  { ROLE_YOUTH,         "Esra Yilmaz",         "Jeugdbescherming Voorbeeld" },
  { ROLE_EXPERT,        "Jeroen Bakermans",    "Voorbeeld Hulpverlening" },
  { ROLE_REGION,        "Hanneke Swinkels",    "Regio Voorbeeld" },
  { ROLE_ADMINISTRATOR, "Peter Willems",       "Regio Voorbeeld" },
  { ROLE_PRIVACY,       "Carla Hendriks",      "Regio Voorbeeld" },
  { ROLE_AUDITOR,       "Dirk Schepers",       "Regio Voorbeeld" },
};
static const char region[] = "oost-brabant";

static int working_organisation(struct ctx *c, const char *name, enum role role, struct id *out)
{
  struct organisation o = { 0 };
  TRY(organisation_by_name(c, name, out));
  TRY(organisation_get(c, *out, &o));
  if (o.kind != ORGANISATION_UNKNOWN) return OK;
  o.kind = kind_of_role(role);
  o.region = region;
  return organisation_change(c, &o);
}

static int add_person(struct ctx *c, size_t i, const char *hash)
{
  const char *const key = role_key(people[i].role);
  const struct account a = { .name = people[i].name, .mail = JOIN(&c->arena, key, DEMO_MAIL), .language = "nl" };
  struct post p = { .role = people[i].role, .region = region };
  TRY(working_organisation(c, people[i].organisation, people[i].role, &p.organisation));
  TRY(colleague_add(c, &a, &p, &p.account));
  return factor_password_set(c, p.account, hash);
}

/* Of DEMO_PASSWORD. One for all, and made before: it is no secret, the page to sign in shows the password, and making it takes half as long as a demonstration
 * may take to start. */
const char demo_hash[] = "$argon2id$v=19$m=65536,t=3,p=1$ezgs1Wy+/FZ4VGH8dvOXPQ$9gIpXN0JpVqgN/Nv1sCF/po+i2m44SpB+Hga0fd0pTE";

static int add_people(struct ctx *c, void *unused)
{
  (void)unused;
  for (size_t i = 0; i < COUNT(people); i++) TRY(add_person(c, i, demo_hash));
  return OK;
}

int accounts_demo(struct ctx *c)
{
  struct account there;
  const struct scope before = c->scope;
  const int rc = account_by_mail(c, "beheer" DEMO_MAIL, &there);
  if (!absent(c, rc)) return rc;
  c->scope = (struct scope){ .reach = REACH_ALL, .region = region };
  const int done = db_transaction(c, add_people, NULL);
  c->scope = before;
  return done;
}
