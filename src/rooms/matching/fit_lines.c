/* From a decision to what a page shows. */
#include "matching_room.h"
#include "matching_web.h"
#include "addresses.h"
#include "faces.h"
#include "languages.h"
#include "text.h"

enum { TEXTS_MOST = 40 };

/* One decision, for one reader. */
struct deciding { struct profile profile; enum fit_reader reader; const struct rule_set *rules; struct match_result result; };

struct gather { const struct rule_set *rules; enum fit_reader reader; struct text_list *to; };

static void add_text(struct text_list *list, const char *text)
{
  if (list->count < TEXTS_MOST) list->at[list->count++] = text;
}

/* A note that only says what the card has a line for: there it stands that it is not known. */
static bool card_has(const struct rule *r, const struct conditions *of)
{
  const struct field *const fact = r->effect == EFFECT_LABEL ? condition_fact_missing(of, r->root) : NULL;
  static const char *const shown[] = { "access", "wait_days", "costs" };
  for (size_t i = 0; fact && i < COUNT(shown); i++) if (strcmp(fact->name, shown[i]) == 0) return true;
  return false;
}

/* An answer that is missing is a note for the professional, who asks it. */
static void gather(struct ctx *c, const struct rule *r, const struct field *asks, void *arg)
{
  const struct gather *const g = arg;
  const bool professional = g->reader == FIT_PROFESSIONAL;
  if (card_has(r, &g->rules->conditions) || (asks && !professional)) return;
  const char *const words = professional ? rule_text(c, r) : rule_plain(c, r);
  if (asks) add_text(g->to, JOIN(&c->arena, tr(c, N_("Not known:")), " ", tr(c, asks->label)));
  else if (words) add_text(g->to, words);
}

static struct text_list texts(struct ctx *c) { return (struct text_list){ arena_new(&c->arena, const char *, TEXTS_MOST), 0 }; }

/* --- cards ------------------------------------------------------------------------------------------------------ */

/* What the one who uses violence never reads from us: help together, which tells what the partner said; a family's plan where there is
 * control or a ban; what others decide. Source: Bouwstenen plegeraanbod 2021, Inleiding. */
static bool kept_from(const struct match_entry *e, const void *deciding)
{
  const struct deciding *const d = deciding;
  const struct profile *const p = &d->profile;
  const struct offer *const o = &e->line->offer;
  const bool imposed = !set_empty(o->grounds) && !set_has(o->grounds, GROUND_VOLUNTARY);
  const bool family = set_has(o->not_with, NOT_WITH_CONTROL_PART) || set_has(o->audience, AUDIENCE_FAMILY);
  const bool apart = profile_tells_control(p) || set_has(p->legal_status, LEGAL_HOME_BAN) || set_has(p->legal_status, LEGAL_CONTACT_BAN);
  if (d->reader == FIT_PROFESSIONAL) return false;
  if (set_has(o->formats, FORMAT_JOINT) || imposed) return true;
  return family && apart && p->for_whom != IN_EXPERIENCES;
}

static void add_bridges(struct ctx *c, const struct deciding *d, const struct match_entry *e, struct fit_card *card)
{
  const struct match_bridging b = match_bridging(&d->result, e, &d->profile, kept_from, d);
  if (!b.needed) return;
  card->bridging = match_bridging_text(c, &b);
  card->bridges.at = arena_new(&c->arena, struct offer_ref, BRIDGES_MOST);
  for (size_t i = 0; i < b.count; i++) card->bridges.at[card->bridges.count++] = (struct offer_ref){ &b.at[i]->line->offer };
}

/* "SV" of "Sanne Voorbeeld, intake". */
static const char *initials_of(struct ctx *c, const char *name)
{
  struct buf b = { 0 };
  size_t n, words = 0;
  for (const char *s = text_word(name, &n); s && words < 2; s = text_word(s + n, &n), words++) {
    size_t taken;
    text_next(s, n, &taken);
    put_mem(&b, s, taken);
    if (s[n - 1] == ',') break;
  }
  return buf_to_arena(&c->arena, &b);
}

static void add_colleague(struct ctx *c, struct fit_card *card)
{
  const struct offer *const o = &card->line->offer;
  if (!o->colleague) return;
  card->initials = initials_of(c, o->colleague);
  if (o->colleague_phone) card->tel = JOIN(&c->arena, "tel:", phone_normal(&c->arena, o->colleague_phone));
}

static int add_faces(struct ctx *c, const struct fit_card_list *to)
{
  for (size_t i = 0; i < to->count; i++) {
    struct offer_face face;
    const int rc = face_of(c, &to->at[i].line->offer, &face);
    if (rc == OK) to->at[i].photo = face.photo;
    else if (!absent(c, rc)) return rc;
  }
  return OK;
}

/* The one whom it is about reads no notes while looking together: they are for who refers. */
static void add_card(struct ctx *c, const struct deciding *d, const struct match_entry *e, struct fit_card_list *to)
{
  struct fit_card card = { .line = e->line, .reasons = texts(c), .notes = texts(c), .steps = text_lines(c, e->line->offer.access_steps) };
  struct gather reasons = { d->rules, d->reader, &card.reasons }, notes = { d->rules, d->reader, &card.notes };
  if (d->reader == FIT_PROFESSIONAL) match_reasons(c, &d->result, e, EFFECT_BESIDE, gather, &reasons);
  match_reasons(c, &d->result, e, EFFECT_RANK, gather, &reasons);
  if (d->reader != FIT_TOGETHER) match_reasons(c, &d->result, e, EFFECT_LABEL, gather, &notes);
  add_bridges(c, d, e, &card);
  if (d->reader == FIT_PROFESSIONAL) add_colleague(c, &card);
  to->at[to->count++] = card;
}

static struct fit_card_list cards(struct ctx *c, const struct deciding *d, enum verdict v)
{
  const struct match_entries *const from = &d->result.lists[v];
  struct fit_card_list list = { arena_new(&c->arena, struct fit_card, from->count + 1), 0 };
  for (size_t i = 0; i < from->count; i++) if (!kept_from(&from->at[i], d)) add_card(c, d, &from->at[i], &list);
  return list;
}

/* --- groups ----------------------------------------------------------------------------------------------------- */

static struct fit_group *group_of(struct ctx *c, struct fit_group_list *groups, const char *text, const char *field, size_t room)
{
  for (size_t i = 0; i < groups->count; i++) if (strcmp(groups->at[i].text, text) == 0) return &groups->at[i];
  struct fit_group *const new = &groups->at[groups->count++];
  *new = (struct fit_group){ text, field, { arena_new(&c->arena, struct offer_ref, room), 0 } };
  return new;
}

static const char *why_for(struct ctx *c, const struct match_entry *e, enum fit_reader reader) { return reader == FIT_PROFESSIONAL ? match_why(c, e) : match_why_plain(c, e); }

static int by_size(const void *a, const void *b)
{
  const struct fit_group *const x = a, *const y = b;
  return (y->offers.count > x->offers.count) - (y->offers.count < x->offers.count);
}

static const char *field_asked(const struct match_entry *e, enum fit_reader reader)
{
  const struct record *const rec = reader == FIT_VISITOR ? &visitor_profile_record : &profile_record;
  if (reader != FIT_PROFESSIONAL && e->inside) return NULL;      /* the question would tell */
  return e->asks && record_field(rec, e->asks->name) ? e->asks->name : NULL;
}

/* The question as this reader is asked it. */
static const char *question_for(struct ctx *c, const struct match_entry *e, enum fit_reader reader)
{
  const struct field *const own = reader == FIT_VISITOR && e->asks ? record_field(&visitor_profile_record, e->asks->name) : NULL;
  if (reader != FIT_PROFESSIONAL && e->inside) return match_why_plain(c, e);
  return own ? tr(c, own->label) : match_question(c, e);
}

/* A visitor asked for help: not for measures, meetings of professionals, or what has ended. */
static bool is_help(const struct offer *o) { return offer_is_public(o) && o->kind != KIND_MEASURE; }

static struct fit_group_list groups(struct ctx *c, const struct deciding *d, enum verdict v)
{
  const struct match_entries *const from = &d->result.lists[v];
  const enum fit_reader reader = d->reader;
  struct fit_group_list list = { arena_new(&c->arena, struct fit_group, from->count + 1), 0 };
  for (size_t i = 0; i < from->count; i++) {
    const struct match_entry *const e = &from->at[i];
    if (reader != FIT_PROFESSIONAL && !is_help(&e->line->offer)) continue;
    const char *const text = v == VERDICT_UNKNOWN ? question_for(c, e, reader) : why_for(c, e, reader);
    struct fit_group *const g = group_of(c, &list, text, v == VERDICT_UNKNOWN ? field_asked(e, reader) : NULL, from->count);
    g->offers.at[g->offers.count++] = (struct offer_ref){ &e->line->offer };
  }
  if (v == VERDICT_UNKNOWN && list.count) qsort(list.at, list.count, sizeof *list.at, by_size);
  return list;
}

static size_t counted(const struct fit_group_list *groups)
{
  size_t n = 0;
  for (size_t i = 0; i < groups->count; i++) n += groups->at[i].offers.count;
  return n;
}

/* --- the whole -------------------------------------------------------------------------------------------------- */

/* A visitor who does not say who they are is somebody; whoever it is, no professional. Whoever is signed in asks as one. */
static enum who_asks asks_as(const struct profile *p, enum fit_reader reader)
{
  if (reader != FIT_VISITOR) return ASKS_PROFESSIONAL;
  return p->asker ? p->asker : ASKS_RELATIVE;
}

int fit_view_of(struct ctx *c, const struct profile *p, enum fit_reader reader, bool first, struct fit_view *out)
{
  const struct matcher *const m = matching_now(c);
  struct deciding d = { .profile = *p, .reader = reader, .rules = matcher_rules(m) };
  c->arena.wipe = c->out.wipe = true;
  d.profile.asker = asks_as(p, reader);
  TRY(profile_check(c, p));
  TRY(match_decide(c, m, &(struct match_ask){ .profile = &d.profile }, &d.result));
  if (first) gaps_note(c, &d.profile, &d.result);
  const struct region *const region = region_find(c->places, p->region, strlen(p->region));
  out->profile = p;
  out->region = region ? region_name(c, region) : p->region;
  out->version = d.rules->version;
  out->safety = texts(c);
  if (reader == FIT_PROFESSIONAL) match_safety(c, &d.result, gather, &(struct gather){ d.rules, reader, &out->safety });
  out->fits = cards(c, &d, VERDICT_FITS);
  out->beside = cards(c, &d, VERDICT_COMPLEMENTARY);
  out->unknown = groups(c, &d, VERDICT_UNKNOWN);
  out->out = groups(c, &d, VERDICT_EXCLUDED);
  out->unknown_count = counted(&out->unknown);
  out->out_count = counted(&out->out);
  out->elsewhere = d.result.elsewhere;
  out->danger = p->acute_danger == YES;
  out->suicide = p->suicidal_thoughts == YES;
  return OK;
}

int fit_faces(struct ctx *c, struct fit_view *v)
{
  TRY(add_faces(c, &v->fits));
  return add_faces(c, &v->beside);
}

/* --- choices that data say -------------------------------------------------------------------------------------- */

const struct field_list *fit_lists(struct ctx *c, size_t *count)
{
  struct field_list *const lists = arena_new(&c->arena, struct field_list, 3);
  lists[0] = (struct field_list){ "region", regions_to_choose(c) };
  lists[1] = (struct field_list){ "municipality", municipalities_to_choose(c) };
  lists[2] = (struct field_list){ "languages", language_choices(c, N_("Choose")) };
  *count = 3;
  return lists;
}

/* --- answers that go along -------------------------------------------------------------------------------------- */

enum { HIDDEN_MOST = 120 };

static void add_hidden(struct ctx *c, struct hidden_answer_list *list, const struct field *f, const struct profile *p)
{
  if (f->kind != FIELD_SET) { list->at[list->count++] = (struct hidden_answer){ f->name, field_printed(c, f, p) }; return; }
  const struct set v = field_set(f, p);
  if (set_empty(v)) list->at[list->count++] = (struct hidden_answer){ f->name, "none" };
  for (unsigned i = 1; i < f->values->count; i++)
    if (set_has(v, i) && list->count < HIDDEN_MOST) list->at[list->count++] = (struct hidden_answer){ f->name, f->values->at[i].key };
}

void frag_answers(struct ctx *c, const struct profile *p)
{
  struct hidden_answer_list list = { arena_new(&c->arena, struct hidden_answer, HIDDEN_MOST + 1), 0 };
  for (size_t i = 0; i < profile_record.count && list.count < HIDDEN_MOST; i++)
    if (field_known(&profile_record.fields[i], p)) add_hidden(c, &list, &profile_record.fields[i], p);
  view_hidden_answers(c, &list);
}
