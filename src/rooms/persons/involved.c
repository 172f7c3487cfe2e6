#include "involved.h"
#include "accounts.h"
#include "directors.h"
#include "grounds.h"
#include "households_store.h"
#include "html.h"
#include "need_to_know.h"
#include "organisations.h"
#include "shielded.h"
#include "shields.h"
#include "text.h"

DEFINE_CHOICES(involve_part, INVOLVE_PARTS)

static const struct field involve_fields[] = {
  F_TEXT(involve_new, mail,         REQUIRED, N_("Mail address of the colleague"), .max = 200),
  F_TEXT(involve_new, organisation, OPTIONAL, N_("Organisation"), .max = 200, .help = N_("Only needed for a colleague who works for several.")),
  F_ENUM(involve_new, part,         REQUIRED, involve_part, N_("What this colleague may see"), .help = N_("You can give only what you work for yourself.")),
  F_ENUM(involve_new, purpose,      REQUIRED, given_purpose, N_("For what")),
};
const struct record involve_new_record = PART(involve_new, involve_fields);

static const struct field one_fields[] = {
  F_TEXT(involve_one, mail,         REQUIRED, N_("Mail address of the colleague"), .max = 200),
  F_TEXT(involve_one, organisation, OPTIONAL, N_("Organisation"), .max = 200, .help = N_("Only needed for a colleague who works for several.")),
  F_ENUM(involve_one, purpose,      REQUIRED, given_purpose, N_("For what")),
};
const struct record involve_one_record = PART(involve_one, one_fields);

static const struct field shield_fields[] = {
  F_TEXT(shield_form, organisation, REQUIRED, N_("For which organisation does this person work?"), .max = 200, .help = N_("As it is called here, in full.")),
};
const struct record shield_form_record = PART(shield_form, shield_fields);

static const struct field end_fields[] = { F_REF(involve_end, account, REQUIRED, account, N_("Colleague")) };
const struct record involve_end_record = PART(involve_end, end_fields);

static const struct field emergency_fields[] = {
  F_TEXT(emergency_form, surname, REQUIRED, N_("Surname"), .max = 100, .help = N_("Without the prefix.")),
  F_DATE(emergency_form, birth,   REQUIRED | NOT_IN_FUTURE, N_("Birth date")),
  F_TEXT(emergency_form, reason,  REQUIRED | LONG, N_("Which danger is there?"), .max = 1000),
  F_ENUM(emergency_form, sure,    OPTIONAL, yes_no, N_("Open it although it is the file of a colleague"),
    .help = N_("The privacy officer asks you afterwards why nobody who is involved could be reached.")),
};
const struct record emergency_form_record = PART(emergency_form, emergency_fields);

/* --- who --------------------------------------------------------------------------------------------- */

static int add_line(struct ctx *c, const struct involvement *row, enum side_letter side, struct involved_list *out)
{
  struct account account;
  struct organisation organisation;
  for (size_t i = 0; i < out->count; i++)
    if (out->at[i].side == side && id_same(out->at[i].account, row->account)) return OK;
  TRY(account_get(c, row->account, &account));
  TRY(organisation_get(c, row->organisation, &organisation));
  out->at[out->count++] = (struct involved){ .account = row->account, .name = account.name, .organisation = organisation.name, .purpose = row->purpose,
    .side = side, .since = row->since, .until = row->until, .self = id_same(row->account, c->scope.actor) };
  return OK;
}

static int line_order(const void *a, const void *b)
{
  const struct involved *const x = a, *const y = b;
  if (x->side != y->side) return (int)x->side - (int)y->side;
  const int names = strcmp(x->name, y->name);
  return names ? names : memcmp(x->account.b, y->account.b, sizeof x->account.b);
}

static bool on_a_side(const struct involved_list *list, struct id account)
{
  for (size_t i = 0; i < list->count; i++) if (list->at[i].side != SIDE_UNKNOWN && id_same(list->at[i].account, account)) return true;
  return false;
}

enum { INVOLVED_MOST = 500 };

/* Of the shared part only whom the actor let in: all others may belong to another side. */
static int add_shared(struct ctx *c, struct id compartment, struct involved_list *out)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct involvement *const row = &rows.at[i];
    const bool own = id_same(row->account, c->scope.actor);
    if (out->count == INVOLVED_MOST) break;
    if (on_a_side(out, row->account) || (!own && !id_same(row->given_by, c->scope.actor))) continue;
    TRY(add_line(c, row, SIDE_UNKNOWN, out));
  }
  return OK;
}

int involved_of(struct ctx *c, struct id household, struct involved_list *out)
{
  struct household h;
  struct household_side_list sides;
  struct involvement_list rows;
  struct involved_list list = { .at = arena_new(&c->arena, struct involved, INVOLVED_MOST) };
  TRY(household_get(c, household, &h));
  TRY(sides_of(c, household, &sides));
  for (size_t s = 0; s < sides.count; s++) {
    TRY(involvements_of_compartment(c, sides.at[s].compartment, &rows));
    for (size_t i = 0; i < rows.count && list.count < INVOLVED_MOST / 2; i++) TRY(add_line(c, &rows.at[i], sides.at[s].letter, &list));
  }
  TRY(add_shared(c, h.compartment, &list));
  qsort(list.at, list.count, sizeof *list.at, line_order);
  *out = list;
  return OK;
}

int involved_choices(struct ctx *c, struct id household, struct id but, const char *none, struct choices *out)
{
  struct involved_list rows;
  TRY(involved_of(c, household, &rows));
  struct choice *const at = arena_new(&c->arena, struct choice, rows.count + 1);
  struct choices list = { 1, at };
  at[0] = (struct choice){ NULL, none };
  for (size_t i = 0; i < rows.count; i++) {
    const struct involved *const one = &rows.at[i];
    const char *const key = arg_id(&c->arena, one->account);
    if (one->purpose == PURPOSE_EMERGENCY || id_same(one->account, but) || choice_find(&list, key, strlen(key))) continue;
    at[list.count++] = (struct choice){ key, JOIN(&c->arena, one->name, " (", one->organisation, ")") };
  }
  *out = list;
  return OK;
}

int reads_compartment(struct ctx *c, struct id compartment, struct id account, struct id *organisation)
{
  struct involvement_list rows;
  *organisation = ID_NONE;
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count; i++)
    if (id_same(rows.at[i].account, account) && rows.at[i].purpose != PURPOSE_EMERGENCY) { *organisation = rows.at[i].organisation; break; }
  return OK;
}

/* Whom the actor does not see is answered as somebody who is not there: nobody learns here who works for another side. */
int involved_reads(struct ctx *c, struct id household, struct id compartment, struct id account, struct id *organisation)
{
  struct involved_list rows;
  *organisation = ID_NONE;
  TRY(involved_of(c, household, &rows));
  for (size_t i = 0; i < rows.count; i++) if (id_same(rows.at[i].account, account)) return reads_compartment(c, compartment, account, organisation);
  return OK;
}

/* --- asking in --------------------------------------------------------------------------------------- */

static int no_colleague(struct ctx *c) { return fail(c, ERR_INVALID, "mail", N_("There is no colleague with this mail address who may see files here.")); }

/* The organisation the colleague is asked for: the only one, or the one that was named. */
static int organisation_for(struct ctx *c, struct id account, const char *name, struct id *out)
{
  const char *const folded = name && *name ? text_folded(&c->arena, name) : NULL;
  struct post_list posts;
  size_t found = 0;
  TRY(posts_of_account(c, account, &posts));
  for (size_t i = 0; i < posts.count; i++) {
    const struct post *const p = &posts.at[i];
    struct organisation o;
    if (!role_sees_files(p->role) || !p->region || strcmp(p->region, c->scope.region) != 0) continue;
    TRY(organisation_get(c, p->organisation, &o));
    if (folded && strcmp(text_folded(&c->arena, o.name), folded) != 0) continue;
    if (found && id_same(*out, o.id)) continue;
    *out = o.id;
    found++;
  }
  if (!found) return no_colleague(c);
  return found == 1 ? OK : fail(c, ERR_INVALID, "organisation", N_("This colleague works for several organisations: write for which one."));
}

/* The compartments of a part, as far as the actor sees them. */
static int compartments_of(struct ctx *c, const struct household_file *f, enum involve_part part, struct id **out, size_t *count)
{
  const enum side_letter letter = part == INVOLVE_SIDE_A ? SIDE_A : part == INVOLVE_SIDE_B ? SIDE_B : SIDE_UNKNOWN;
  struct id *const ids = arena_new(&c->arena, struct id, 1 + f->sides.count + f->memberships.count);
  struct shield shield;
  size_t n = 0;
  bool any = letter == SIDE_UNKNOWN;
  ids[n++] = f->household.compartment;
  for (size_t s = 0; s < f->sides.count; s++) {
    if (f->sides.at[s].letter != letter) continue;
    any = true;
    ids[n++] = f->sides.at[s].compartment;
    for (size_t i = 0; i < f->memberships.count; i++) {
      bool by_name = false;
      if (!id_same(f->memberships.at[i].side, f->sides.at[s].id)) continue;
      TRY(shield_of(c, f->memberships.at[i].compartment, &shield, &by_name));
      if (!by_name) ids[n++] = f->memberships.at[i].compartment;
    }
  }
  if (!any) return fail(c, ERR_INVALID, "part", N_("You do not work for this side yourself."));
  *out = ids;
  *count = n;
  return OK;
}

static int colleague_named(struct ctx *c, const char *mail, const char *of, struct id *account, struct id *organisation)
{
  struct account found;
  const int rc = account_by_mail(c, mail, &found);
  if (rc == ERR_NOT_FOUND) return no_colleague(c);
  TRY(rc);
  *account = found.id;
  return organisation_for(c, found.id, of, organisation);
}

int involve_in_person(struct ctx *c, struct id person, const struct involve_one *n, bool *asked)
{
  struct id compartment, account, organisation;
  struct membership_list there;
  bool lets;
  TRY(record_place(c, person, person, &compartment));
  TRY(memberships_of_person(c, person, &there));
  TRY(colleague_named(c, n->mail, n->organisation, &account, &organisation));
  TRY(shield_lets(c, compartment, account, organisation, &lets));
  *asked = !lets;
  return lets ? involve(c, account, organisation, &compartment, 1, there.count ? there.at[0].household : ID_NONE, (enum purpose)n->purpose)
    : shield_ask(c, compartment, account, organisation);
}

int involved_in_person(struct ctx *c, struct id person, struct involved_list *out)
{
  struct id compartment;
  struct involvement_list rows;
  struct involved_list list = { .at = arena_new(&c->arena, struct involved, INVOLVED_MOST) };
  TRY(record_place(c, person, person, &compartment));
  TRY(involvements_of_compartment(c, compartment, &rows));
  for (size_t i = 0; i < rows.count && list.count < INVOLVED_MOST / 2; i++) TRY(add_line(c, &rows.at[i], SIDE_UNKNOWN, &list));
  *out = list;
  return OK;
}

int person_shield(struct ctx *c, struct id person, const struct shield_form *f)
{
  struct id compartment;
  struct organisation organisation;
  TRY(record_place(c, person, person, &compartment));
  const int rc = organisation_folded(c, text_folded(&c->arena, f->organisation), &organisation);
  if (absent(c, rc)) return fail(c, ERR_INVALID, "organisation", N_("There is no organisation of this name here."));
  TRY(rc);
  TRY(organisation_now(c, organisation.id, &organisation.id));
  TRY(shield_set(c, compartment, organisation.id));
  return shield_households_of(c, person);
}

/* --- what is missing ----------------------------------------------------------------------------------------------- */

static const char *part_called(struct ctx *c, const struct household_file *f, struct id compartment)
{
  for (size_t i = 0; i < f->sides.count; i++) if (id_same(f->sides.at[i].compartment, compartment)) return tr(c, side_letter_label(f->sides.at[i].letter));
  for (size_t i = 0; i < f->persons.count; i++) if (id_same(f->persons.at[i].compartment, compartment)) return person_name(c, &f->persons.at[i]);
  return tr(c, N_("What the household shares"));
}

/* Where there is no ground for that organisation and purpose: every part by its name, so that one form writes them all down. */
static int name_missing(struct ctx *c, const struct household_file *f, const struct id *ids, size_t count, struct id organisation, enum purpose purpose)
{
  const struct error was = c->error;
  struct buf b = { 0 };
  for (size_t i = 0; i < count; i++) {
    const bool shared = id_same(ids[i], f->household.compartment);
    const int rc = ground_ask(c, ids[i], organisation, things_of(shared ? COMPARTMENT_HOUSEHOLD : COMPARTMENT_PERSON), purpose);
    if (rc != OK && rc != ERR_INVALID) { buf_release(&b); return rc; }
    if (rc == OK) continue;
    put(&b, b.len ? ", " : "");
    put(&b, part_called(c, f, ids[i]));
  }
  const char *const names = buf_to_arena(&c->arena, &b);
  c->error = was;
  return *names ? fail(c, ERR_INVALID, "part", JOIN(&c->arena, tr(c, N_("There is no ground yet to share this with that organisation for this purpose. Missing for:")), " ", names,
    tr(c, N_(". Write it down first, in one form for all of them."))) ) : ERR_INVALID;
}

int involve_colleague(struct ctx *c, struct id household, const struct involve_new *n)
{
  struct household_file f;
  struct id account, organisation, *ids;
  size_t count;
  TRY(household_file(c, household, &f));
  TRY(compartments_of(c, &f, n->part, &ids, &count));
  TRY(colleague_named(c, n->mail, n->organisation, &account, &organisation));
  const int rc = involve(c, account, organisation, ids, count, f.household.id, (enum purpose)n->purpose);
  const bool grounds = rc == ERR_INVALID && c->error.field && strcmp(c->error.field, "organisation") == 0;
  return grounds ? name_missing(c, &f, ids, count, organisation, (enum purpose)n->purpose) : rc;
}

/* Whoever directs does not slip away: the others would find out by what is not done. Who is alone there may go, as when the work is done: then the team
 * leader is told at once (work_left). */
static int check_hands_over(struct ctx *c, struct id household, const struct involved_list *there)
{
  struct household_director d;
  bool mine, works, others = false;
  for (size_t i = 0; i < there->count; i++) others |= !id_same(there->at[i].account, c->scope.actor);
  TRY(director_is_me(c, household, &mine));
  if (!mine || !others) return OK;
  TRY(director_of(c, household, &d));
  TRY(director_works_here(c, &d, &works));
  if (!works) return OK;
  return fail(c, ERR_INVALID, "account", N_("You direct this household: hand the direction over first, at Direction. Is there nobody to hand it to, then involve your team leader, who takes it up."));
}

int involved_let_go(struct ctx *c, struct id household, struct id account)
{
  struct involved_list list;
  TRY(involved_of(c, household, &list));
  if (id_same(account, c->scope.actor)) TRY(check_hands_over(c, household, &list));
  for (size_t i = 0; i < list.count; i++) if (id_same(list.at[i].account, account)) return involvement_end(c, account, household);
  return not_there(c);
}

/* --- emergency --------------------------------------------------------------------------------------- */

struct found { struct person_list persons; const struct person_search *by; struct membership_list *of; };

/* What the danger concerns, whoever's it is. */
static int look_everywhere(struct ctx *c, struct found *found)
{
  TRY(person_find(c, found->by, &found->persons));
  found->of = arena_new(&c->arena, struct membership_list, found->persons.count + 1);
  for (size_t i = 0; i < found->persons.count; i++) TRY(memberships_of_person(c, found->persons.at[i].id, &found->of[i]));
  return OK;
}

/* Person, side and shared part of one place where somebody belongs. */
static int compartments_at(struct ctx *c, const struct membership *m, struct id ids[static 3], size_t *count, struct household *h)
{
  struct household_side side;
  *count = 0;
  ids[(*count)++] = m->compartment;
  TRY(household_get(c, m->household, h));
  ids[(*count)++] = h->compartment;
  if (!id_known(m->side)) return OK;
  TRY(side_get(c, m->side, &side));
  ids[(*count)++] = side.compartment;
  return OK;
}

static int open_found(struct ctx *c, const struct found *found, const char *reason, struct household_list *out)
{
  size_t places = 0;
  for (size_t i = 0; i < found->persons.count; i++) places += found->of[i].count;
  out->at = arena_new(&c->arena, struct household, places + 1);
  out->count = 0;
  for (size_t i = 0; i < found->persons.count; i++)
    for (size_t k = 0; k < found->of[i].count; k++) {
      struct id ids[3];
      size_t count;
      TRY(AS_PROGRAM(c, compartments_at(c, &found->of[i].at[k], ids, &count, &out->at[out->count])));
      TRY(involve_emergency(c, ids, count, out->at[out->count].id, reason));
      out->count++;
    }
  return OK;
}

/* Whether it is the file of somebody who works here, or closed to the actor's organisation for such a file's sake. */
static int is_shielded(struct ctx *c, struct id compartment, bool *out)
{
  struct shield shield;
  bool lets;
  TRY(shield_of(c, compartment, &shield, out));
  TRY(shield_lets(c, compartment, c->scope.actor, c->scope.organisation, &lets));
  *out |= !lets;
  return OK;
}

static int check_shields(struct ctx *c, const struct found *found, enum yes_no sure)
{
  for (size_t i = 0; i < found->persons.count && sure != YES; i++) {
    bool shielded;
    TRY(is_shielded(c, found->persons.at[i].compartment, &shielded));
    if (shielded) return fail(c, ERR_INVALID, "sure",
      N_("This is the file of somebody who works in care here, or of their household. Whoever is involved was chosen by name. Say yes if there is no other way."));
  }
  return OK;
}

int emergency_open(struct ctx *c, const struct emergency_form *f, struct household_list *households)
{
  const struct person_search by = { .surname = f->surname, .birth = f->birth };
  struct found found = { .by = &by };
  TRY(person_find(c, &by, &found.persons));                 /* within the limit of their own searches */
  TRY(AS_PROGRAM(c, look_everywhere(c, &found)));
  TRY(check_shields(c, &found, f->sure));
  TRY(open_found(c, &found, f->reason, households));
  return households->count ? OK : fail(c, ERR_INVALID, "surname", N_("Nobody has exactly this surname and birth date."));
}
