/* What is decided on each item: give, give without some words, leave out. */
#include "rights_internal.h"
#include "accounts.h"

DEFINE_CHOICES(item_choice, ITEM_CHOICES)
DEFINE_CHOICES(withhold_ground, WITHHOLD_GROUNDS)

enum { REASON_MOST = 2000, WORDS_MOST = 4000, WORD_LEAST = 2 };

static const struct field decision_fields[] = {
  F_REF (rights_decision, request,      CLEAR | REQUIRED, rights_request, N_("Request")),
  F_TEXT(rights_decision, item,         MADE | REQUIRED, N_("Which part"), .max = 100),
  F_INT (rights_decision, item_version, REQUIRED, N_("Version")),
  F_ENUM(rights_decision, choice,       REQUIRED, item_choice, N_("Decision")),
  F_ENUM(rights_decision, ground,       OPTIONAL, withhold_ground, N_("Ground")),
  F_TEXT(rights_decision, reason,       LONG, N_("Why"), .max = REASON_MOST),
  F_ENUM(rights_decision, tell,         OPTIONAL, yes_no, N_("May the copy name the ground?")),
  F_DATE(rights_decision, until,        OPTIONAL, N_("Until")),
  F_TEXT(rights_decision, words,        LONG, N_("Words that are left out"), .max = WORDS_MOST),
  F_REF (rights_decision, by,           REQUIRED, account, N_("Decided by")),
  F_TIME(rights_decision, made,         REQUIRED, N_("Decided")),
};
const struct record rights_decision_record = SEALED_RECORD(rights_decision, decision_fields);

static const struct field decide_fields[] = {
  F_TEXT(item_decide, deel,   BY_LINK, N_("Which part"), .max = 100),
  F_ENUM(item_decide, choice, REQUIRED, item_choice, N_("Decision")),
  F_TEXT(item_decide, words,  LONG, N_("Words that are left out"), .max = WORDS_MOST, .help = N_("Only to give it without some words: each on a line of its own, as they stand there.")),
  F_ENUM(item_decide, ground, OPTIONAL, withhold_ground, N_("Ground"), .help = N_("Needed to leave something out.")),
  F_TEXT(item_decide, reason, LONG, N_("Why"), .max = REASON_MOST,
    .help = N_("For the second person, and for who looks at it later. It is not in the copy. If a parent asks: also why it may be given.")),
  F_DATE(item_decide, until,  OPTIONAL, N_("Until"), .help = N_("Needed for an investigation that is under way. On that day it comes back on the work list.")),
  F_ENUM(item_decide, tell,   OPTIONAL, yes_no, N_("May the copy name the ground?"),
    .help = N_("Only where saying that something is missing puts nobody in danger. Otherwise the copy shows no sign of it.")),
};
const struct record item_decide_record = PART(item_decide, decide_fields);

bool ground_may_be_told(enum withhold_ground ground) { return ground == WITHHOLD_THIRD_PARTY || ground == WITHHOLD_OWN_NOTE; }

/* --- checking ----------------------------------------------------------------------------------------------- */

static bool stands_in(const struct item_text_list *texts, const char *word, size_t n)
{
  char key[WORDS_MOST + 1];
  snprintf(key, sizeof key, "%.*s", (int)(n < WORDS_MOST ? n : WORDS_MOST), word);
  for (size_t i = 0; i < texts->count; i++) if (strcasestr(texts->at[i].text, key)) return true;
  return false;
}

static int check_words(struct ctx *c, const struct right_item *item, const char *words)
{
  size_t lines = 0, n;
  for (const char *s = words_line(words, &n); s; s = words_line(s + n, &n), lines++) {
    if (n < WORD_LEAST) return fail(c, ERR_INVALID, "words", N_("Write whole words: one letter stands everywhere."));
    if (!stands_in(&item->texts, s, n)) return fail(c, ERR_INVALID, "words", N_("These words do not stand in this part as you wrote them."));
  }
  return lines ? OK : fail(c, ERR_INVALID, "words", N_("Write which words are left out."));
}

static int check_decision(struct ctx *c, const struct right *r, const struct right_item *item, const struct item_decide *d)
{
  if (d->choice == ITEM_UNDECIDED) return fail(c, ERR_INVALID, "choice", N_("Choose an answer."));
  if (d->choice == ITEM_GIVE) {
    if (d->ground || text_said(d->words)) return fail(c, ERR_INVALID, "choice", N_("A ground or words to leave out do not go with giving all of it."));
    if (r->parent && !text_said(d->reason)) return fail(c, ERR_INVALID, "reason", N_("A parent asks: write why it may be given, and that it tells neither a place nor the child's own words."));
    return OK;
  }
  if (!d->ground) return fail(c, ERR_INVALID, "ground", N_("Choose the ground on which something is left out."));
  if (!text_said(d->reason)) return fail(c, ERR_INVALID, "reason", N_("Write why, with facts."));
  if (d->ground == WITHHOLD_INVESTIGATION && !date_before(c->today, d->until)) return fail(c, ERR_INVALID, "until", N_("Fill in until which day, later than today."));
  if (d->tell == YES && !ground_may_be_told(d->ground)) return fail(c, ERR_INVALID, "tell", N_("This ground would itself tell something. The copy does not name it."));
  return d->choice == ITEM_PARTLY ? check_words(c, item, d->words) : OK;
}

/* --- writing -------------------------------------------------------------------------------------------------- */

/* Beside the newest one of this item: it is changed; else a new one. */
static int save(struct ctx *c, const struct right *r, const struct rights_decision_list *old, const struct right_item *item, const struct item_decide *d)
{
  struct rights_decision row = { .compartment = right_colleagues(r), .request = r->request.id };
  for (size_t i = 0; i < old->count; i++) if (strcmp(old->at[i].item, item->key) == 0) row = old->at[i];
  const bool out = d->choice != ITEM_GIVE;
  row.item = item->key;
  row.item_version = num(item->version);
  row.choice = d->choice;
  row.ground = out ? d->ground : WITHHOLD_UNKNOWN;
  row.reason = d->reason;
  row.tell = out ? d->tell : YES_NO_UNKNOWN;
  row.until = out ? d->until : DATE_UNKNOWN;
  row.words = d->choice == ITEM_PARTLY ? d->words : NULL;
  row.by = c->scope.actor;
  row.made = (struct instant){ c->now };
  return id_known(row.id) ? record_update(c, rights_decision, &row) : record_insert(c, rights_decision, &row, NULL);
}

/* A copy that can be worked on; from its first decision on it is being made. */
static int working_on(struct ctx *c, struct id request, struct right *r, struct right_item_list *items, struct rights_decision_list *old)
{
  TRY(right_to_change(c, request, 0, STATE(RIGHT_RECEIVED) | STATE(RIGHT_MAKING), r));
  if (r->request.kind != RIGHT_COPY) return not_there(c);
  TRY(right_items(c, r, items));
  TRY(right_decisions(c, request, old));
  return r->clock.state == RIGHT_MAKING ? OK : right_to(c, r, RIGHT_MAKING, DATE_UNKNOWN);
}

int item_decide(struct ctx *c, struct id request, const char *key, const struct item_decide *d)
{
  struct right r;
  struct right_item_list items;
  struct rights_decision_list old;
  const struct right_item *item;
  TRY(working_on(c, request, &r, &items, &old));
  if (right_item_of(&items, key, &item) != OK) return not_there(c);
  TRY(check_decision(c, &r, item, d));
  return save(c, &r, &old, item, d);
}

int items_give(struct ctx *c, struct id request, const struct text_list *keys)
{
  struct right r;
  struct right_item_list items;
  struct rights_decision_list old;
  const struct right_item *item;
  TRY(working_on(c, request, &r, &items, &old));
  if (r.parent) return fail(c, ERR_INVALID, NULL, N_("A parent asks: weigh each part by itself, in the child's interest."));
  if (!keys->count) return fail(c, ERR_INVALID, NULL, N_("Tick what is given."));
  for (size_t i = 0; i < keys->count; i++) {
    if (right_item_of(&items, keys->at[i], &item) != OK) return not_there(c);
    TRY(save(c, &r, &old, item, &(struct item_decide){ .choice = ITEM_GIVE }));
  }
  return OK;
}

int decisions_for(struct ctx *c, const struct right *r, const struct right_item_list *items, const struct rights_decision ***out)
{
  struct rights_decision_list all;
  const struct rights_decision **const found = arena_new(&c->arena, const struct rights_decision *, items->count + 1);
  TRY(right_decisions(c, r->request.id, &all));
  for (size_t i = 0; i < items->count; i++) {
    found[i] = NULL;
    for (size_t k = 0; k < all.count; k++)
      if (strcmp(all.at[k].item, items->at[i].key) == 0 && all.at[k].item_version.n == items->at[i].version) found[i] = &all.at[k];
  }
  *out = found;
  return OK;
}

int decisions_forget(struct ctx *c, const struct right *r)
{
  struct rights_decision_list all;
  TRY(right_decisions(c, r->request.id, &all));
  for (size_t i = 0; i < all.count; i++) TRY(record_delete(c, rights_decision, all.at[i].id));
  return OK;
}
