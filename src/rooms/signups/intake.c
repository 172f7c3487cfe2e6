#include "intake.h"
#include "addresses.h"
#include "calendar.h"
#include "campaigns.h"
#include "ids.h"
#include "retention.h"
#include "seal_to.h"
#include "terms.h"
#include "text.h"

DEFINE_CHOICES(box_kind, BOX_KINDS)
DEFINE_CHOICES(follow_state, FOLLOW_STATES)

enum { LINE_MOST = 200, SHORT_MOST = 80, REMARK_MOST = 1000, SEALED_MOST = 40000 };

/* --- declarations ------------------------------------------------------------------------------------------------ */

static const struct field desk_fields[] = {
  F_TEXT(signup_desk, region,     REQUIRED, N_("Region"), .max = SHORT_MOST),
  F_INT (signup_desk, epoch,      REQUIRED, N_("Epoch")),
  F_TEXT(signup_desk, public_key, REQUIRED, N_("Public key"), .max = SHORT_MOST),
  F_INT (signup_desk, kept_days,  REQUIRED, N_("Days kept after closing")),
};
static const struct field box_fields[] = {
  F_TEXT(signup_box, region, REQUIRED, N_("Region"), .max = SHORT_MOST),
  F_REF (signup_box, follow, REQUIRED, signup_follow, N_("Followed by")),
  F_ENUM(signup_box, kind,   REQUIRED, box_kind, N_("What it is")),
  F_INT (signup_box, epoch,  OPTIONAL, N_("Epoch")),
  F_TIME(signup_box, at,     REQUIRED, N_("When")),
  F_TEXT(signup_box, sealed, SECRET | LONG, N_("Sealed to the desk"), .max = SEALED_MOST),
};
static const struct field follow_fields[] = {
  F_TEXT(signup_follow, region,  REQUIRED, N_("Region"), .max = SHORT_MOST),
  F_TEXT(signup_follow, code,    REQUIRED | SECRET, N_("Hash of the code"), .max = SHORT_MOST),
  F_ENUM(signup_follow, state,   REQUIRED, follow_state, N_("State")),
  F_TIME(signup_follow, made,    REQUIRED, N_("Sent")),
  F_TIME(signup_follow, due,     REQUIRED, N_("Called before")),
  F_INT (signup_follow, changes, OPTIONAL, N_("How often it was changed")),
  F_TIME(signup_follow, over,    OPTIONAL, N_("Over since")),
};
/* No lines in the journal: a process without keys writes these. The desk's own have them. */
const struct record signup_desk_record = LOG(signup_desk, desk_fields);
const struct record signup_follow_record = LOG(signup_follow, follow_fields);
const struct record signup_box_record = LOG(signup_box, box_fields);

/* Nothing chosen is an answer that people may give. */
static const struct choice told_yes_no[] = { { NULL, N_("Not said") }, { "yes", N_("Yes") }, { "no", N_("No") } };
static const struct choices told_yes_no_choices = { COUNT(told_yes_no), told_yes_no };
#define YES_NO_FIELD_(T, m, ...) { .kind = FIELD_ENUM, AT_(T, m, enum yes_no), .values = &told_yes_no_choices, .label = __VA_ARGS__ }

#define ABOUT_FIELDS_(T) \
  F_TEXT(T, alias,       OPTIONAL, N_("How may we call you?"), .max = SHORT_MOST, .help = N_("A first name or an invented name will do.")), \
  F_TEXT(T, language,    OPTIONAL, N_("Which language do you speak best?"), .max = SHORT_MOST), \
  YES_NO_FIELD_(T, voicemail, N_("May we speak a message on your voicemail?"), .help = N_("We only say the word that you get, and that we call again.")), \
  F_TEXT(T, who_answers, OPTIONAL, N_("Who else may pick up the phone?"), .max = LINE_MOST, .help = N_("We tell nobody else why we call.")), \
  F_TEXT(T, remark,      LONG, N_("What should we know?"), .max = REMARK_MOST, .help = N_("You need not tell what happened. Do not write names of others."))
#define REACH_FIELDS_(T, need) \
  F_TEXT(T, reach, need, N_("How may we reach you?"), .max = LINE_MOST, .help = N_("A phone number or a mail address that only you see or hear.")), \
  F_TEXT(T, hours, need, N_("When may we call?"), .max = LINE_MOST, .help = N_("For example: on weekdays after 6 in the evening. Or: always."))

static const struct field form_fields[] = {
  REACH_FIELDS_(signup_form, REQUIRED),
  F_TEXT(signup_form, place,    REQUIRED, N_("Where do you live, roughly?"), .max = SHORT_MOST, .help = PLACE_HELP),
  F_TEXT(signup_form, region,   OPTIONAL, N_("Choose your region"), .max = SHORT_MOST, .check = check_regions),
  F_ENUM(signup_form, for_whom, OPTIONAL, signup_for, N_("For whom do you ask help?")),
  YES_NO_FIELD_(signup_form, incident, INCIDENT_NOW, .help = N_("Then we call within 24 hours, also in the weekend.")),
  ABOUT_FIELDS_(signup_form),
  F_TEXT(signup_form, copy,     OPTIONAL, N_("Copy the word"), .max = LINE_MOST),
  F_TEXT(signup_form, aanbod,   BY_LINK, N_("Help it began at"), .max = LINE_MOST),
  F_TEXT(signup_form, campagne, BY_LINK, N_("Campaign it began at"), .max = LINE_MOST),
};
const struct record signup_form_record = PART(signup_form, form_fields);

static const struct field told_fields[] = {
  REACH_FIELDS_(signup_told, OPTIONAL),
  F_TEXT(signup_told, place,    OPTIONAL, N_("Where do you live, roughly?"), .max = SHORT_MOST),
  F_ENUM(signup_told, for_whom, OPTIONAL, signup_for, N_("For whom do you ask help?")),
  YES_NO_FIELD_(signup_told, incident, INCIDENT_NOW),
  ABOUT_FIELDS_(signup_told),
  F_TEXT(signup_told, offer,    OPTIONAL, N_("Help it began at"), .max = LINE_MOST),
  F_TEXT(signup_told, word,     OPTIONAL, N_("Word"), .max = SHORT_MOST),
};
const struct record signup_told_record = PART(signup_told, told_fields);

#define CODE_FIELD_(T) F_TEXT(T, code, REQUIRED | SECRET, N_("Your code"), .max = LINE_MOST, .help = N_("It stood on the page after you signed up: eight groups of four."))
static const struct field follow_form_fields[] = { CODE_FIELD_(follow_form) };
static const struct field follow_change_fields[] = { CODE_FIELD_(follow_change_form), REACH_FIELDS_(follow_change_form, REQUIRED) };
const struct record follow_form_record = PART(follow_form, follow_form_fields);
const struct record follow_change_form_record = PART(follow_change_form, follow_change_fields);

/* --- places and ways to be reached ------------------------------------------------------------------------------------ */

const char *reach_normal(struct ctx *c, const char *typed)
{
  const char *const phone = phone_normal(&c->arena, typed);
  if (phone) return phone;
  const char *const folded = text_folded(&c->arena, typed);
  const size_t before = strspn(folded, " "), n = strcspn(folded + before, " ");
  const char *const mail = arena_text(&c->arena, folded + before, n);
  return !folded[before + n + strspn(folded + before + n, " ")] && mailbox_plain(mail) ? mail : NULL;
}

/* Names that people use for a municipality that is called otherwise. */
static const struct { const char *said, *slug; } also_called[] = {
  { "den-bosch", "s-hertogenbosch" }, { "hertogenbosch", "s-hertogenbosch" }, { "s-gravenhage", "den-haag" }, { "the-hague", "den-haag" },
};

static const char *region_of_slug(const struct places *p, const char *slug)
{
  const struct municipality *const m = municipality_find(p, slug, strlen(slug));
  const struct region *const r = region_find(p, slug, strlen(slug));
  if (m) return m->region;
  return r && strcmp(r->slug, REGION_NATIONWIDE) != 0 ? r->slug : NULL;
}

const char *region_of_place(struct ctx *c, const char *typed)
{
  const char *const slug = typed ? text_slug(&c->arena, typed, SHORT_MOST) : "";
  const char *found = c->places && *slug ? region_of_slug(c->places, slug) : NULL;
  for (size_t i = 0; !found && c->places && i < COUNT(also_called); i++)
    if (strcmp(also_called[i].said, slug) == 0) found = region_of_slug(c->places, also_called[i].slug);
  for (size_t i = 0; !found && c->places && *slug && i < c->places->municipalities.count; i++)
    if (strcmp(text_slug(&c->arena, c->places->municipalities.at[i].name, SHORT_MOST), slug) == 0) found = c->places->municipalities.at[i].region;
  return found;
}

/* --- against robots ------------------------------------------------------------------------------------------------------- */

int intake_state(struct ctx *c, struct intake_state *out)
{
  int64_t lately;
  TRY(follows_since(c, (struct instant){ c->now - HOUR_MS }, &lately));
  const int64_t over = lately - INTAKE_BUSY, wait = INTAKE_LEAST_MS + (over > 0 ? over * 500 : 0);
  *out = (struct intake_state){ .busy = over >= 0, .least_ms = wait > INTAKE_WAIT_MOST_MS ? INTAKE_WAIT_MOST_MS : wait };
  return OK;
}

const char *intake_copy(const char *token) { return token ? word_of(token) : NULL; }

/* The form that comes back has a younger token, but it was read already: what is asked is to wait, once. */
int intake_human(struct ctx *c, const struct intake_state *state, const char *copy, const char *token, int64_t age)
{
  if (state->busy && (!copy || strcmp(text_slug(&c->arena, copy, SHORT_MOST), intake_copy(token)) != 0))
    return fail(c, ERR_INVALID, "copy", N_("It is busy. Copy the word that stands with this question, so that we know that you are no robot."));
  if (age >= state->least_ms) return OK;
  return fail(c, ERR_INVALID, NULL, state->least_ms > 10000 ? N_("It is very busy. Wait one minute, and press the button again. What you typed is still here.")
                                                             : N_("That went very fast. Wait a moment, and press the button again. What you typed is still here."));
}

static int not_a_robot(struct ctx *c, const struct signup_form *f, const char *token, int64_t age)
{
  struct intake_state state;
  TRY(intake_state(c, &state));
  return intake_human(c, &state, f->copy, token, age);
}

static int is_full(struct ctx *c, const char *region, bool *out)
{
  int64_t lately;
  TRY(follows_of_region_since(c, region, (struct instant){ c->now - HOUR_MS }, &lately));
  *out = lately >= INTAKE_HOUR_MOST;
  return OK;
}

/* --- taking in ------------------------------------------------------------------------------------------------------------- */

static struct instant call_before(const struct ctx *c, enum yes_no urgent)
{
  const struct term norm = urgent == YES ? (struct term){ TERM_HOURS, SIGNUP_CALL_HOURS } : (struct term){ TERM_WORKING_DAYS, SIGNUP_CALL_DAYS };
  return term_ends(c->places, c->now, norm);
}

static int seal_form(struct ctx *c, const struct signup_form *f, const struct signup_desk *desk, const char *word, const char **out)
{
  struct buf text = { .wipe = true };
  const struct signup_told told = { .reach = f->reach, .hours = f->hours, .place = f->place, .for_whom = f->for_whom, .incident = f->incident, .alias = f->alias,
    .language = f->language, .voicemail = f->voicemail, .who_answers = f->who_answers, .remark = f->remark, .offer = f->aanbod, .word = word };
  form_query(signup_told, &told, &text);
  const int rc = seal_to_desk(c, desk->public_key, buf_text(&text), out);
  buf_release(&text);
  return rc;
}

static int put_in(struct ctx *c, const struct signup_form *f, const struct signup_desk *desk, const char *hash, struct intake_receipt *out)
{
  struct signup_follow follow = { .region = desk->region, .code = hash, .state = FOLLOW_SENT, .made = { c->now }, .due = call_before(c, f->incident) };
  struct signup_box box = { .region = desk->region, .kind = BOX_NEW, .epoch = desk->epoch, .at = { c->now } };
  TRY(seal_form(c, f, desk, out->word, &box.sealed));
  TRY(global_insert(c, signup_follow, &follow, &box.follow));
  box.id = id_in_time(c);
  TRY(global_insert(c, signup_box, &box, NULL));
  TRY(campaign_signed_up(c, f->campagne));
  out->due = follow.due;
  return OK;
}

/* The same form once more: a double click, or a number put right after going back. What is not opened yet is replaced; else the desk
 * learns how to reach them now. */
static int put_again(struct ctx *c, const struct signup_form *f, const struct signup_desk *desk, const struct signup_follow *follow, const struct intake_receipt *r)
{
  struct signup_box_list boxes;
  if (follow_is_over(follow)) return fail(c, ERR_INVALID, NULL, N_("This form was closed already. Press the button again to sign up anew."));
  TRY(boxes_of(c, follow->id, &boxes));
  for (size_t i = 0; i < boxes.count; i++) {
    struct signup_box *const box = &boxes.at[i];
    if (box->kind != BOX_NEW) continue;
    box->epoch = desk->epoch;
    TRY(seal_form(c, f, desk, r->word, &box->sealed));
    return global_update(c, signup_box, box);
  }
  return follow_change(c, &(struct follow_change_form){ .code = r->code, .reach = f->reach, .hours = f->hours });
}

static int check_form(struct ctx *c, const struct signup_form *f, const char **region)
{
  if (!f->reach || !reach_normal(c, f->reach)) return fail(c, ERR_INVALID, "reach", NO_REACH);
  *region = f->region && strcmp(f->region, REGION_NATIONWIDE) != 0 ? f->region : region_of_place(c, f->place);
  return *region ? OK : fail(c, ERR_INVALID, "place", N_("We do not know this place. Choose your region below it."));
}

int intake_send(struct ctx *c, const struct signup_form *f, const struct intake_proof *proof, struct intake_receipt *out)
{
  struct intake_receipt r = { .urgent = f->incident, .code = proof->code };
  struct signup_desk desk;
  struct signup_follow before;
  const char *hash;
  bool full;
  TRY(check_form(c, f, &r.region));
  r.word = word_of(r.code);
  TRY(follow_hash(c, r.code, &hash));
  int rc = desk_of_region(c, r.region, &desk);
  if (absent(c, rc)) { r.answer = INTAKE_NO_DESK; *out = r; return OK; }
  TRY(rc);
  r.kept_days = desk.kept_days.n;
  rc = follow_of_hash(c, hash, &before);
  if (rc == OK) {
    TRY(put_again(c, f, &desk, &before, &r));
    r.due = before.due;
    *out = r;
    return OK;
  }
  if (!absent(c, rc)) return rc;
  TRY(not_a_robot(c, f, proof->token, proof->age));
  TRY(is_full(c, r.region, &full));
  if (full) r.answer = INTAKE_FULL;
  else TRY(put_in(c, f, &desk, hash, &r));
  *out = r;
  return OK;
}
