#include "privacy_internal.h"
#include "accounts.h"
#include "html.h"
#include "places.h"
#include "rooms.h"
#include "text.h"

enum { LINES_MOST = 1000 };

/* --- names and times ------------------------------------------------------------------------------------- */

const char *line_time_in_words(struct ctx *c, const char *at)
{
  const struct instant t = instant_of(at);
  return instant_known(t) ? moment_in_words(c, t, true) : at;
}

DEFINE_CHOICES(journal_verb, JOURNAL_VERBS)
DEFINE_CHOICES(journal_thing, JOURNAL_THINGS)

const char *key_in_words(struct ctx *c, const struct choices *values, const char *key)
{
  const unsigned i = key ? choice_find(values, key, strlen(key)) : 0;
  return i ? tr(c, values->at[i].label) : key;
}

static int or_dash(int rc, const char **out)
{
  if (rc == OK && !*out) *out = "–";
  return rc;
}

int colleague_name(struct ctx *c, struct id account, const char **out) { return or_dash(account_name(c, account, out), out); }
int name_of_organisation(struct ctx *c, struct id organisation, const char **out) { return or_dash(organisation_name(c, organisation, out), out); }

/* --- with whom a ground may be ----------------------------------------------------------------------------- */

static int is_partner(struct ctx *c, const struct organisation *o, bool *out)
{
  TRY(works_here(c, o, out));
  *out = *out && !id_same(o->id, c->scope.organisation);
  return OK;
}

int ground_partners(struct ctx *c, struct organisation_list *out)
{
  struct organisation_list all;
  TRY(organisations_working(c, &all));
  *out = (struct organisation_list){ .at = arena_new(&c->arena, struct organisation, all.count + 1) };
  for (size_t i = 0; i < all.count; i++) {
    bool partner;
    TRY(is_partner(c, &all.at[i], &partner));
    if (partner) out->at[out->count++] = all.at[i];
  }
  return OK;
}

int ground_partner_named(struct ctx *c, const char *name, struct id *out)
{
  struct organisation o = { 0 };
  bool partner = false;
  int rc = organisation_folded(c, text_folded(&c->arena, name), &o);
  if (rc == OK && id_same(o.id, c->scope.organisation)) return fail(c, ERR_INVALID, "organisatie", N_("Your own organisation needs no ground."));
  if (rc == OK) rc = is_partner(c, &o, &partner);
  if (rc == ERR_NOT_FOUND || (rc == OK && !partner)) return fail(c, ERR_INVALID, "organisatie", N_("No organisation of this name works here. Choose one from the list."));
  if (rc == OK) *out = o.id;
  return rc;
}

/* --- who has looked --------------------------------------------------------------------------------------- */

int household_parts(struct ctx *c, struct id household, struct file_part_list *out)
{
  struct household_file f;
  size_t n = 0;
  TRY(household_file(c, household, &f));
  struct file_part *const parts = arena_new(&c->arena, struct file_part, 1 + f.sides.count + f.persons.count);
  parts[n++] = (struct file_part){ f.household.compartment, tr(c, N_("What the household shares")), true };
  for (size_t i = 0; i < f.sides.count; i++) parts[n++] = (struct file_part){ f.sides.at[i].compartment, tr(c, side_letter_label(f.sides.at[i].letter)), false };
  for (size_t i = 0; i < f.persons.count; i++) parts[n++] = (struct file_part){ f.persons.at[i].compartment, person_name(c, &f.persons.at[i]), false };
  *out = (struct file_part_list){ parts, n };
  return OK;
}

static bool in_emergency(const struct journal_entry *e) { return strcmp(e->line.verb, "emergency") == 0; }

/* What opened the common part because of a danger opened a side with it: one of the actor's? */
static bool opened_here(const struct file_part_list *parts, const struct journal_entry_list *lines, const struct journal_entry *e)
{
  for (size_t i = 0; i < parts->count; i++)
    for (size_t k = 0; !parts->at[i].common && k < lines[i].count; k++) {
      const struct journal_entry *const own = &lines[i].at[k];
      if (in_emergency(own) && id_same(own->line.actor, e->line.actor) && strcmp(own->line.at, e->line.at) == 0) return true;
    }
  return false;
}

/* The same, where the reasons are. */
static bool used_here(const struct file_part_list *parts, const struct emergency_use_list *uses, const struct emergency_use *use)
{
  for (size_t i = 0; i < parts->count; i++)
    for (size_t k = 0; !parts->at[i].common && k < uses[i].count; k++)
      if (id_same(uses[i].at[k].account, use->account) && uses[i].at[k].at.ms == use->at.ms) return true;
  return false;
}

int household_emergencies(struct ctx *c, struct id household, struct emergency_shown_list *out)
{
  struct file_part_list parts;
  TRY(household_parts(c, household, &parts));
  struct emergency_use_list *const uses = arena_new(&c->arena, struct emergency_use_list, parts.count + 1);
  for (size_t i = 0; i < parts.count; i++) TRY(emergencies_of(c, parts.at[i].compartment, &uses[i]));
  *out = (struct emergency_shown_list){ arena_new(&c->arena, struct emergency_shown, EMERGENCIES_MOST), 0 };
  for (size_t i = 0; i < parts.count; i++)
    for (size_t k = 0; k < uses[i].count && out->count < EMERGENCIES_MOST; k++)
      if (!parts.at[i].common || used_here(&parts, uses, &uses[i].at[k])) out->at[out->count++] = (struct emergency_shown){ uses[i].at[k], parts.at[i].name };
  return OK;
}

/* Rather a line too few than one that tells of the other side. */
static int may_show(struct ctx *c, struct id household, const struct file_part_list *parts, const struct journal_entry_list *lines, size_t part, const struct journal_entry *e, bool *out)
{
  *out = !parts->at[part].common || (in_emergency(e) && opened_here(parts, lines, e));
  return *out || in_emergency(e) ? OK : same_side(c, household, e->line.actor, out);
}

static unsigned choice_of(const struct choices *values, const char *key) { return key ? choice_find(values, key, strlen(key)) : 0; }

static void add_look(struct look_list *looks, const struct journal_entry *e, const struct file_part *part)
{
  struct date day;
  char iso[DATE_TEXT] = "";
  snprintf(iso, sizeof iso, "%.10s", e->line.at);
  if (!date_parse(iso, &day)) return;
  const bool changed = strcmp(e->line.verb, "read") != 0, emergency = in_emergency(e);
  for (size_t i = 0; i < looks->count; i++) {
    struct look *const l = &looks->at[i];
    if (!id_same(l->account, e->line.actor) || !id_same(l->organisation, e->line.organisation) || l->day.ymd != day.ymd || l->part != part->name) continue;
    l->times++;
    l->changed |= changed;
    l->emergency |= emergency;
    return;
  }
  const unsigned role = choice_of(&role_choices, e->line.role), purpose = choice_of(&purpose_choices, e->line.purpose);
  looks->at[looks->count++] = (struct look){ e->line.actor, e->line.organisation, e->actor_name ? e->actor_name : "–", e->organisation_name ? e->organisation_name : "–",
    role ? role_label((enum role)role) : NULL, purpose ? purpose_label((enum purpose)purpose) : NULL, part->name, day, 1, changed, emergency };
}

static int newest_day_first(const void *a, const void *b)
{
  const struct look *const x = a, *const y = b;
  return x->day.ymd != y->day.ymd ? (x->day.ymd < y->day.ymd) - (x->day.ymd > y->day.ymd) : strcmp(x->name, y->name);
}

int household_looks(struct ctx *c, struct id household, struct look_list *out)
{
  struct file_part_list parts;
  struct look_list looks = { 0 };
  size_t all = 0;
  TRY(household_parts(c, household, &parts));
  struct journal_entry_list *const lines = arena_new(&c->arena, struct journal_entry_list, parts.count + 1);
  for (size_t i = 0; i < parts.count; i++) {
    TRY(entries_of_compartment(c, parts.at[i].compartment, LINES_MOST, &lines[i]));
    looks.more |= lines[i].count == LINES_MOST;
    all += lines[i].count;
  }
  looks.at = arena_new(&c->arena, struct look, all + 1);
  for (size_t i = 0; i < parts.count; i++)
    for (size_t k = 0; k < lines[i].count; k++) {
      bool show;
      TRY(may_show(c, household, &parts, lines, i, &lines[i].at[k], &show));
      if (show) add_look(&looks, &lines[i].at[k], &parts.at[i]);
    }
  if (looks.count) qsort(looks.at, looks.count, sizeof *looks.at, newest_day_first);
  looks.more |= looks.count > LOOKS_MOST;
  if (looks.count > LOOKS_MOST) looks.count = LOOKS_MOST;
  *out = looks;
  return OK;
}

/* --- the journal ---------------------------------------------------------------------------------------------- */

static const struct field search_fields[] = {
  F_TEXT(journal_search, collega, OPTIONAL, N_("Mail address of the colleague"), .max = 200),
  F_ENUM(journal_search, soort,   OPTIONAL, journal_verb, N_("What happened")),
  F_TEXT(journal_search, dossier, OPTIONAL, N_("Number of the file"), .max = 40),
  F_DATE(journal_search, van,     OPTIONAL, N_("From")),
  F_DATE(journal_search, tot,     OPTIONAL, N_("Until")),
  F_TEXT(journal_search, na,      OPTIONAL | BY_LINK, N_("Page after"), .max = 40),
};
const struct record journal_search_record = RECORD(journal_search, search_fields);

/* The first instant of a day in Amsterdam, as lines tell it. */
static const char *day_begins(struct ctx *c, struct date day)
{
  char *const text = arena_alloc(&c->arena, 21);
  instant_format(date_begins(day), text);
  return text;
}

int journal_page(struct ctx *c, const struct journal_search *by, size_t most, struct journal_entry_list *out, const char **next)
{
  struct journal_bounds b = { .from = "", .until = "9999", .verb = journal_verb_key(by->soort) };
  struct account a;
  struct journal_entry_list rows;
  char key[ID_TEXT];
  memset(b.before.b, 0xFF, sizeof b.before.b);
  if (by->na && !id_parse(by->na, &b.before)) return fail(c, ERR_NOT_FOUND, NULL, NULL);
  if (date_known(by->van) && date_known(by->tot) && date_before(by->tot, by->van)) return fail(c, ERR_INVALID, "tot", N_("This day is before the first one."));
  if (date_known(by->van)) b.from = day_begins(c, by->van);
  if (date_known(by->tot)) b.until = day_begins(c, date_plus_days(by->tot, 1));
  if (by->dossier && !id_parse(by->dossier, &b.about)) return fail(c, ERR_INVALID, "dossier", N_("Write the number as it stands in the list or the journal."));
  if (by->collega) {
    const int rc = account_by_mail(c, by->collega, &a);
    if (rc == ERR_NOT_FOUND) return fail(c, ERR_INVALID, "collega", N_("There is no colleague with this mail address."));
    TRY(rc);
    b.actor = a.id;
  }
  TRY(entries_by_page(c, &b, most + 1, &rows));
  *next = NULL;
  if (rows.count > most) {
    rows.count = most;
    id_format(rows.at[most - 1].line.id, key);
    *next = arena_text(&c->arena, key, ID_TEXT - 1);
  }
  *out = rows;
  return OK;
}

/* --- what the rooms know of a file ------------------------------------------------------------------------------- */

int holds_own_mail(struct ctx *c, const struct account *a, struct id compartment, bool *out)
{
  const char *const own = text_folded(&c->arena, a->mail);
  struct contact_way_list ways;
  *out = false;
  TRY(contacts_in_compartment(c, compartment, &ways));
  for (size_t i = 0; i < ways.count; i++) *out |= ways.at[i].kind == CONTACT_MAIL && strcmp(text_folded(&c->arena, ways.at[i].value), own) == 0;
  c->readings = NULL;                                        /* the program looked, and shows nothing */
  return OK;
}

static struct date eighteen(const struct person *p) { return date_plus_months(p->birth, 18 * 12); }

/* Of the household that the file belongs to: when its youngest child is eighteen. */
static int youngest_grown(struct ctx *c, struct id compartment, struct date *until)
{
  struct involvement_list rows;
  struct household_file f;
  *until = DATE_UNKNOWN;
  TRY(involvements_ever(c, compartment, &rows));
  if (!rows.count || !id_known(rows.at[0].household)) return OK;
  const int rc = household_file(c, rows.at[0].household, &f);
  if (absent(c, rc)) return OK;
  TRY(rc);
  for (size_t i = 0; i < f.persons.count; i++)
    if (f.memberships.at[i].role == MEMBER_CHILD && date_known(f.persons.at[i].birth) && date_before(*until, eighteen(&f.persons.at[i]))) *until = eighteen(&f.persons.at[i]);
  return OK;
}

void kept_by_rooms(struct ctx *c, struct kept *out)
{
  size_t n = 0;
  for (size_t r = 0; rooms[r]; r++)
    for (size_t i = 0; rooms[r]->records && rooms[r]->records[i]; i++) n++;
  const struct record **const all = arena_new(&c->arena, const struct record *, n + 1);
  n = 0;
  for (size_t r = 0; rooms[r]; r++)
    for (size_t i = 0; rooms[r]->records && rooms[r]->records[i]; i++) all[n++] = rooms[r]->records[i];
  *out = (struct kept){ .records = all, .grown = youngest_grown };
}

size_t region_slugs(struct ctx *c, const char ***out)
{
  const size_t count = c->places ? c->places->regions.count : 0;
  const char **const slugs = arena_new(&c->arena, const char *, count + 1);
  for (size_t i = 0; i < count; i++) slugs[i] = c->places->regions.at[i].slug;
  *out = slugs;
  return count;
}
