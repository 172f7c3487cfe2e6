#include "offers.h"
#include "addresses.h"
#include "exchange.h"
#include "places.h"
#include "say.h"
#include "text.h"

DEFINE_CHOICES(offer_kind, OFFER_KINDS)
DEFINE_CHOICES(offer_status, OFFER_STATUSES)
DEFINE_CHOICES(phase, PHASES)
DEFINE_CHOICES(offer_ground, GROUNDS)
DEFINE_CHOICES(access_route, ACCESS_ROUTES)
DEFINE_CHOICES(cost_kind, COST_KINDS)
DEFINE_CHOICES(help_format, HELP_FORMATS)
DEFINE_CHOICES(audience, AUDIENCES)
DEFINE_CHOICES(focus, FOCUSES)
DEFINE_CHOICES(gender, GENDERS)
DEFINE_CHOICES(relation, RELATIONS)
DEFINE_CHOICES(violence_type, VIOLENCE_TYPES)
DEFINE_CHOICES(life_area, LIFE_AREAS)
DEFINE_CHOICES(only_for, ONLY_FOR)
DEFINE_CHOICES(not_with, NOT_WITH)
DEFINE_CHOICES(group_entry, GROUP_ENTRIES)
DEFINE_CHOICES(recognition, RECOGNITIONS)
DEFINE_CHOICES(channel, CHANNELS)

/* --- the fields ------------------------------------------------------------------------ */

static const char *check_slug(struct ctx *c, const char *s)
{
  return strcmp(s, text_slug(&c->arena, s, 200)) == 0 ? NULL : N_("Write lower case letters, digits and hyphens.");
}
static const char *check_postal_code(struct ctx *c, const char *s)
{
  size_t n = 0;
  (void)c;
  for (; *s; s++) {
    if (*s == ' ' && n == 4) continue;
    const bool fits = n < 4 ? *s >= '0' && *s <= '9' : *s >= 'A' && *s <= 'Z';
    if (!fits || ++n > 6) return N_("Write a postal code, such as 1234 AB.");
  }
  return n == 6 ? NULL : N_("Write a postal code, such as 1234 AB.");
}

static const struct field contact_fields[] = {
  F_ENUM(offer_contact, channel, REQUIRED, channel, N_("Way of contact")),
  F_TEXT(offer_contact, value,   REQUIRED,          N_("Number or address"), .max = 300),
  F_TEXT(offer_contact, hours,   OPTIONAL,          N_("Hours"), .max = 120),
};
const struct record offer_contact_record = PART(offer_contact, contact_fields);

static const struct field place_fields[] = {
  F_TEXT(offer_place, name,         OPTIONAL, N_("Name of the place"), .max = 160),
  F_TEXT(offer_place, street,       OPTIONAL, N_("Street and number"), .max = 160),
  F_TEXT(offer_place, postal_code,  OPTIONAL, N_("Postal code"), .check = check_postal_code),
  F_TEXT(offer_place, town,         REQUIRED, N_("Town"), .max = 80),
  F_TEXT(offer_place, municipality, OPTIONAL, N_("Municipality"), .check = check_municipalities),
};
const struct record offer_place_record = PART(offer_place, place_fields);

static const struct field partner_fields[] = {
  F_REF(offer_partner, organisation, REQUIRED, organisation, N_("Organisation")),
};
const struct record offer_partner_record = PART(offer_partner, partner_fields);

static const struct field quality_fields[] = {
  F_TEXT(offer_quality, question, REQUIRED, N_("Question"), .max = 500),
  F_TEXT(offer_quality, answer,   REQUIRED, N_("Answer"), .max = 4000),
};
const struct record offer_quality_record = PART(offer_quality, quality_fields);

/* A mail address, or a number that a message can be sent to. */
static const char *check_ask_at(struct ctx *c, const char *s)
{
  return mailbox_plain(s) || mobile_normal(&c->arena, s) ? NULL : N_("Write one mail address, or one mobile number.");
}

static const char *check_phone(struct ctx *c, const char *s)
{
  return phone_normal(&c->arena, s) ? NULL : N_("This is not a phone number: write 06 12345678, or +32 and so on for another country.");
}

/* The order is that of the CSV and of the docs. */
static const struct field fields[] = {
  F_TEXT(offer, code,        OPTIONAL, N_("Code"), .max = 60, .help = N_("Your own reference. An import recognises a row by it.")),
  F_TEXT(offer, slug,        OPTIONAL, N_("Part of the address"), .max = 80, .check = check_slug, .help = N_("Made from the name if empty; stays the same afterwards.")),
  F_TEXT(offer, name,        REQUIRED, N_("Name"), .max = 160),
  F_REF (offer, provider_id, IN_PROGRAM, organisation, N_("Provider")),
  F_ENUM(offer, kind,        REQUIRED, offer_kind, N_("Kind"), .help = N_("A ban is a measure, a talk during a ban a step. Tables and services for professionals stay out of the public list.")),
  F_ENUM(offer, status,      REQUIRED, offer_status, N_("Status"), .help = N_("Ended offers stay findable for professionals.")),
  F_TEXT(offer, status_note, OPTIONAL, N_("About the status"), .max = 300),
  F_TEXT(offer, summary,     LONG, N_("What it is"), .max = 400, .help = N_("For everybody, in plain words (B1).")),
  F_TEXT(offer, description, LONG, N_("Description for professionals"), .max = 2000),
  F_TEXT(offer, limits,      LONG, N_("What it is not"), .max = 400, .help = N_("For everybody, in plain words: what it is not and cannot promise.")),
  F_TEXT(offer, regions,     OPTIONAL, N_("Regions"), .max = 600, .check = check_regions, .help = N_("Keys from regions.csv, with spaces between; landelijk for the whole country.")),
  F_TEXT(offer, municipalities, OPTIONAL, N_("Municipalities"), .max = 1000, .check = check_municipalities, .help = N_("Keys from municipalities.csv, with spaces between.")),
  F_SET (offer, phases,      OPTIONAL, phase, N_("Situation"), .help = N_("As the provider or the source states it.")),
  F_SET (offer, phases_inferred, OPTIONAL, phase, N_("Situation, inferred"), .help = N_("Not stated, but it follows from the rest; shown as such.")),
  F_SET (offer, grounds,     OPTIONAL, offer_ground, N_("Your choice or a duty")),
  F_SET (offer, access,      OPTIONAL, access_route, N_("How to get in")),
  F_TEXT(offer, access_steps, LONG, N_("Step by step"), .max = 1000, .help = N_("For everybody, in plain words; a line a step.")),
  F_SET (offer, formats,     OPTIONAL, help_format, N_("Form")),
  F_ENUM(offer, group_entry, OPTIONAL, group_entry, N_("Joining the group")),
  F_TEXT(offer, duration,    OPTIONAL, N_("How long"), .max = 160),
  F_TEXT(offer, frequency,   OPTIONAL, N_("How often"), .max = 160),
  F_SET (offer, costs,       OPTIONAL, cost_kind, N_("Costs")),
  F_TEXT(offer, costs_note,  OPTIONAL, N_("About the costs"), .max = 300, .help = N_("For everybody, in plain words.")),
  F_SET (offer, focus,       OPTIONAL, focus, N_("About")),
  F_SET (offer, life_areas,  OPTIONAL, life_area, N_("Other parts of life"), .help = N_("What it helps with besides, or instead of, violence.")),
  F_SET (offer, audience,    OPTIONAL, audience, N_("For whom"), .help = N_("Partners who get help together: only if it is made for the two of them.")),
  F_TEXT(offer, target_group, LONG, N_("For whom, in words"), .max = 400, .help = N_("For everybody, in plain words.")),
  F_ENUM(offer, gender,      OPTIONAL, gender, N_("Women or men")),
  F_INT (offer, age_from,    OPTIONAL, N_("Age from"), .max = 120, .help = N_("Years.")),
  F_INT (offer, age_to,      OPTIONAL, N_("Age to"), .max = 120, .help = N_("Years, this one included.")),
  F_SET (offer, relations,   OPTIONAL, relation, N_("Violence towards whom")),
  F_ENUM(offer, parents,     OPTIONAL, yes_no, N_("Made for parents")),
  F_ENUM(offer, lvb_suited,  OPTIONAL, yes_no, N_("Suited to people with a mild intellectual disability")),
  F_SET (offer, only_for,    OPTIONAL, only_for, N_("Only for"), .help = N_("What somebody must be or have to take part.")),
  F_TEXT(offer, languages,   OPTIONAL, N_("Languages"), .max = 120, .check = check_languages, .help = N_("Two-letter codes (ISO 639-1) with spaces between.")),
  F_SET (offer, violence_types, OPTIONAL, violence_type, N_("Kinds of violence")),
  F_SET (offer, not_with,    OPTIONAL, not_with, N_("Not with"), .help = N_("Talks together are never proposed with coercive control, also if it is not chosen here.")),
  F_TEXT(offer, contraindications, LONG, N_("Not suited when"), .max = 1000),
  F_ENUM(offer, recognition, OPTIONAL, recognition, N_("Recognition")),
  F_TEXT(offer, recognition_source, OPTIONAL, N_("Scale and source of the recognition"), .max = 300),
  F_TEXT(offer, evidence,    LONG, N_("Studies"), .max = 600),
  F_INT (offer, capacity,    OPTIONAL, N_("Places in all"), .max = 100000),
  F_INT (offer, places_free, OPTIONAL, N_("Places free"), .max = 100000),
  F_DATE(offer, places_free_on, NOT_IN_FUTURE, N_("Places reported on")),
  F_INT (offer, wait_days,   OPTIONAL, N_("Waiting time"), .max = 3650, .help = N_("Days.")),
  F_DATE(offer, wait_days_on, NOT_IN_FUTURE, N_("Waiting time reported on")),
  F_ENUM(offer, evenings,    OPTIONAL, yes_no, N_("Evenings or weekends")),
  F_ENUM(offer, self_registration, OPTIONAL, yes_no, N_("You can sign up yourself")),
  F_ENUM(offer, anonymous,   OPTIONAL, yes_no, N_("Contact without giving your name")),
  F_ENUM(offer, bridging,    OPTIONAL, yes_no, N_("Contact while you wait")),
  F_ENUM(offer, aftercare,   OPTIONAL, yes_no, N_("Help afterwards")),
  F_ENUM(offer, expert_by_experience, OPTIONAL, yes_no, N_("People who have been through it")),
  F_ENUM(offer, partner_contact, OPTIONAL, yes_no, N_("Keeps contact with the partner or her worker")),
  F_ENUM(offer, child_policy, OPTIONAL, yes_no, N_("Child protection policy")),
  F_ENUM(offer, victim_help, OPTIONAL, yes_no, N_("Works together with help for the other")),
  F_ENUM(offer, discreet,    OPTIONAL, yes_no, N_("Neutral and discreet place")),
  F_TEXT(offer, colleague,   OPTIONAL, N_("Colleague to call"), .max = 160, .help = N_("Name and function of somebody who agreed to be called by professionals. For professionals only.")),
  F_TEXT(offer, colleague_phone, OPTIONAL, N_("Number of that colleague"), .max = 60, .check = check_phone, .help = N_("For professionals only.")),
  F_LIST(offer, contacts,    OPTIONAL, offer_contact, N_("Contact"), .help = N_("A line a contact: channel | number or address | hours.")),
  F_LIST(offer, places,      OPTIONAL, offer_place, N_("Places"), .help = N_("A line a place: name | street | postal code | town | municipality. Never the address of a shelter.")),
  F_TEXT(offer, source,      OPTIONAL, N_("Source"), .max = 400),
  F_DATE(offer, verified_on, NOT_IN_FUTURE, N_("Verified on")),
  F_TEXT(offer, verified_by, OPTIONAL, N_("Verified by"), .max = 160, .help = N_("A role or a mailbox, not a person's name.")),
  F_ENUM(offer, example,     OPTIONAL, yes_no, N_("Example data")),
  F_INT (offer, verify_months, OPTIONAL, N_("Confirm every"), .min = 1, .max = 24, .help = N_("Months; six if empty.")),
  F_INT (offer, capacity_days, OPTIONAL, N_("Places and waiting time count for"), .min = 7, .max = 180, .help = N_("Days; 28 if empty.")),
  F_TEXT(offer, ask_at,      OPTIONAL, N_("Whom we ask"), .max = 160, .check = check_ask_at, .help = N_("Mail address or mobile number of a role, not of a person. For professionals only.")),
  F_LIST(offer, partners,    IN_PROGRAM, offer_partner, N_("Given together with")),
  F_REF (offer, joined_into, IN_PROGRAM, offer, N_("Joined with")),
  F_LIST(offer, quality,     IN_PROGRAM, offer_quality, N_("Quality, as the provider sees it")),
  F_DATE(offer, quality_on,  IN_PROGRAM, N_("Quality answered on")),
  F_TEXT(offer, changed_at,  IN_PROGRAM, N_("Changed at"), .max = 20),
};
const struct record offer_record = RECORD(offer, fields);

/* In the order of the fields above, where each begins. */
enum { AT_NAME = 2, AT_REGIONS = 10, AT_PHASES = 12, AT_FORMATS = 17, AT_AUDIENCE = 25, AT_RECOGNITION = 38, AT_PLACES_FREE = 42, AT_EVENINGS = 46,
       AT_CONTACTS = 58, AT_SOURCE = 60, AT_VERIFIED = 61, AT_EXAMPLE = 63, AT_TERMS = 64, AT_PARTNERS = 67 };
#define SECTION(from, to) { .name = "offer", .size = sizeof(struct offer), .fields = fields + (from), .count = (to) - (from) }
const struct record offer_sections[SECTION_COUNT] = {
  [SECTION_WHAT] = SECTION(AT_NAME, AT_REGIONS), [SECTION_WHERE] = SECTION(AT_REGIONS, AT_PHASES), [SECTION_START] = SECTION(AT_PHASES, AT_FORMATS),
  [SECTION_HOW] = SECTION(AT_FORMATS, AT_AUDIENCE), [SECTION_WHOM] = SECTION(AT_AUDIENCE, AT_RECOGNITION), [SECTION_PROOF] = SECTION(AT_RECOGNITION, AT_PLACES_FREE),
  [SECTION_NUMBERS] = SECTION(AT_PLACES_FREE, AT_EVENINGS), [SECTION_EXTRA] = SECTION(AT_EVENINGS, AT_CONTACTS), [SECTION_CONTACT] = SECTION(AT_CONTACTS, AT_SOURCE),
  [SECTION_SOURCE] = SECTION(AT_SOURCE, AT_VERIFIED), [SECTION_CHECKED] = SECTION(AT_VERIFIED, AT_EXAMPLE), [SECTION_TERMS] = SECTION(AT_TERMS, AT_PARTNERS),
};
const struct choice offer_section_names[SECTION_COUNT] = { OFFER_SECTIONS(CHOICE_ROW_) };

static const struct field line_fields[] = {
  F_TEXT(offer_line, provider, OPTIONAL, N_("Provider"), .max = 160, .sql = "organisation.name", .help = N_("Name of the organisation; made if it is new.")),
  F_TEXT(offer_line, also_by,  OPTIONAL, N_("Together with"), .max = 1000, .sql = "CAST(NULL AS TEXT)", .help = N_("Names of the other organisations that give it, with ; between.")),
};
const struct record offer_line_record = ROW(offer_line, offer, line_fields);

static const struct field state_fields[] = {
  F_INT(offers_state, changes, REQUIRED, "How often offers were changed"),
};
const struct record offers_state_record = LOG(offers_state, state_fields);

/* --- what may be shown -------------------------------------------------------------------- */

bool offer_is_public(const struct offer *o)
{
  return o->status != STATUS_ENDED && (o->kind == KIND_HELP || o->kind == KIND_MEASURE || o->kind == KIND_STEP);
}

bool offer_serves(const struct offer *o, const char *region)
{
  return !o->regions || text_has_word(o->regions, REGION_NATIONWIDE) || (region && text_has_word(o->regions, region));
}

enum freshness offer_freshness(const struct offer *o, struct date today)
{
  if (!date_known(o->verified_on) || o->example == YES) return NOT_VERIFIED;
  return date_before(offer_verified_until(o), today) ? VERIFICATION_EXPIRED : VERIFIED;
}

struct date offer_verified_until(const struct offer *o)
{
  if (!date_known(o->verified_on)) return DATE_UNKNOWN;
  return date_plus_months(o->verified_on, o->verify_months.known ? o->verify_months.n : VERIFICATION_MONTHS);
}
int offer_capacity_days(const struct offer *o) { return o->capacity_days.known ? o->capacity_days.n : CAPACITY_DAYS; }

static bool current(const struct offer *o, struct num value, struct date reported, struct date today)
{
  return value.known && date_known(reported) && !date_before(date_plus_days(reported, offer_capacity_days(o)), today);
}
bool offer_wait_current(const struct offer *o, struct date today) { return current(o, o->wait_days, o->wait_days_on, today); }
bool offer_places_current(const struct offer *o, struct date today) { return current(o, o->places_free, o->places_free_on, today); }

/* --- adding and changing -------------------------------------------------------------------- */

enum { SLUG_MOST = 60 };

/* The first of name, name-2, name-3 … that is free. */
static int free_slug(struct ctx *c, const char *name, const char **out)
{
  const char *stem = text_slug(&c->arena, name, SLUG_MOST);
  if (!*stem) stem = "aanbod";
  for (int n = 1; ; n++) {
    bool taken;
    const char *const slug = n == 1 ? stem : JOIN(&c->arena, stem, "-", count_text(c, n));
    TRY(offer_slug_taken(c, slug, &taken));
    if (!taken) { *out = slug; return OK; }
  }
}

/* Somebody may be hiding where people can stay: of such a place only the town may be known. */
static int check_places(struct ctx *c, const struct offer *o)
{
  if (!set_has(o->formats, FORMAT_RESIDENTIAL)) return OK;
  for (size_t i = 0; i < o->places.count; i++)
    if (o->places.at[i].name || o->places.at[i].street || o->places.at[i].postal_code)
      return fail(c, ERR_INVALID, "places", N_("This help is a place to stay, so its address must not be known. Write only the town."));
  return OK;
}

/* What no single field can know. */
static int check_whole(struct ctx *c, const struct offer *o)
{
  if (o->age_from.known && o->age_to.known && o->age_to.n < o->age_from.n)
    return fail(c, ERR_INVALID, "age_to", N_("This age is lower than the age from which it is meant."));
  if (o->capacity.known && o->places_free.known && o->places_free.n > o->capacity.n)
    return fail(c, ERR_INVALID, "places_free", N_("There cannot be more places free than there are."));
  if (date_known(o->verified_on) && !o->verified_by)
    return fail(c, ERR_INVALID, "verified_by", N_("Say which role verified this."));
  return check_places(c, o);
}

static int find_provider(struct ctx *c, const struct offer_line *line, struct offer *o)
{
  o->provider_id = ID_NONE;
  return line->provider ? organisation_by_name(c, line->provider, &o->provider_id) : OK;
}

enum { PARTNERS_MOST = 20 };

static bool gives_it(const struct offer *o, struct id organisation)
{
  for (size_t i = 0; i < o->partners.count; i++) if (id_same(o->partners.at[i].organisation, organisation)) return true;
  return id_same(o->provider_id, organisation);
}

/* Each once, the provider not among them. */
static int find_partners(struct ctx *c, const struct offer_line *line, struct offer *o)
{
  o->partners = (struct offer_partner_list){ 0 };
  o->partners.at = arena_new(&c->arena, struct offer_partner, PARTNERS_MOST);
  for (const char *s = line->also_by; s && *s; ) {
    struct id id;
    s += strspn(s, "; \t");
    size_t n = strcspn(s, ";"), len = n;
    while (len && s[len - 1] == ' ') len--;
    if (len) TRY(organisation_by_name(c, arena_text(&c->arena, s, len), &id));
    if (len && !gives_it(o, id)) {
      if (o->partners.count == PARTNERS_MOST) return fail(c, ERR_INVALID, "also_by", N_("These are more organisations than one offer can have."));
      o->partners.at[o->partners.count++].organisation = id;
    }
    s += n;
  }
  if (o->partners.count == 0) o->partners.at = NULL;
  return OK;
}

static const char *instant_text(struct ctx *c)
{
  char *at = arena_alloc(&c->arena, 21);
  instant_format(c->now, at);
  return at;
}

static int only_one(struct ctx *c, const char *field, const char *text, int (*find)(struct ctx *c, const char *text, bool *out))
{
  bool taken;
  TRY(find(c, text, &taken));
  return taken ? fail(c, ERR_INVALID, field, N_("Another offer has this already.")) : OK;
}

/* What is kept in memory must be built anew. Once a transaction: a row that an import changes for each offer grows a chain of versions,
 * which PostgreSQL walks every time. */
static int count_change(struct ctx *c)
{
  struct offers_state s;
  if (!db_once(c, &offers_state_record)) return OK;
  TRY(offers_state(c, &s));
  s.changes = num(s.changes.n == INT32_MAX ? 1 : s.changes.n + 1);
  TRY(db_tell(c));
  return id_known(s.id) ? global_update(c, offers_state, &s) : global_insert(c, offers_state, &s, NULL);
}

int offer_add(struct ctx *c, const struct offer_line *line, struct id *new_id)
{
  struct offer o = line->offer;
  TRY(check_whole(c, &o));
  if (o.code) TRY(only_one(c, "code", o.code, offer_code_taken));
  if (o.slug) TRY(only_one(c, "slug", o.slug, offer_slug_taken));
  else TRY(free_slug(c, o.name ? o.name : "", &o.slug));
  TRY(find_provider(c, line, &o));
  TRY(find_partners(c, line, &o));
  o.changed_at = instant_text(c);
  TRY(global_insert(c, offer, &o, new_id));
  return count_change(c);
}

int offer_change(struct ctx *c, const struct offer_line *line)
{
  struct offer o = line->offer, stored = { 0 };
  TRY(check_whole(c, &o));
  TRY(global_get(c, offer, o.id, &stored));
  if (o.code && (!stored.code || strcmp(o.code, stored.code) != 0)) TRY(only_one(c, "code", o.code, offer_code_taken));
  o.slug = stored.slug;
  o.changed_at = stored.changed_at;
  TRY(find_provider(c, line, &o));
  TRY(find_partners(c, line, &o));
  const bool same = record_same(offer, &stored, &o);
  if (!same) o.changed_at = instant_text(c);
  TRY(global_update(c, offer, &o));
  return same ? OK : count_change(c);
}

int offer_quality_answered(struct ctx *c, const char *slug, struct offer_quality_list answers)
{
  struct offer o;
  TRY(offer_by_slug(c, slug, &o));
  o.quality = answers;
  o.quality_on = c->today;
  o.changed_at = instant_text(c);
  TRY(global_update(c, offer, &o));
  return count_change(c);
}

int offer_remove(struct ctx *c, struct id id)
{
  TRY(offer_flags_drop(c, id));
  TRY(global_delete(c, offer, id));
  return count_change(c);
}
