/* Experts: who is asked, by which link, and who was reminded. */
#include "addresses.h"
#include "app.h"
#include "delphi_rounds.h"
#include "html.h"
#include "outbox.h"
#include "signed_ids.h"
#include "text.h"

#define DELPHI_LINK_USE "delphi expert"

int delphi_link(struct ctx *c, struct id expert, const char **out) { return signed_id_text(c, DELPHI_LINK_USE, expert, 0, out); }

int delphi_experts(struct ctx *c, struct id study, struct delphi_expert_list *out)
{
  struct delphi_study s;
  TRY(delphi_study_get(c, study, &s));
  return delphi_experts_of(c, study, out);
}

/* --- messages ------------------------------------------------------------------------------------------------------------ */

/* Nothing of groups: some tell what somebody has lived through. */
static int write_message(struct ctx *c, const struct message *m, struct buf *text, const char *said)
{
  struct delphi_turn t;
  struct delphi_expert e;
  struct delphi_study s;
  const char *token;
  TRY(global_get(c, delphi_turn, m->about, &t));
  TRY(global_get(c, delphi_expert, t.expert, &e));
  TRY(global_get(c, delphi_study, t.study, &s));
  if (delphi_round(s.stage) != t.round.n || instant_known(e.stopped) || instant_known(t.answered)) return not_there(c);
  TRY(delphi_link(c, e.id, &token));
  put(text, said);
  put(text, "\n");
  put(text, absolute_url(c, local_path(c, JOIN(&c->arena, "/delphi/", token))));
  put(text, "\n\n");
  put(text, tr(c, N_("You can save, stop and go on later by the same link. The last day:")));
  put(text, " ");
  struct buf day = { 0 };
  put_date_in_words(&day, c->lang, s.until);
  put(text, buf_to_arena(&c->arena, &day));
  put(text, ".\n\n");
  put(text, tr(c, N_("This link is yours alone: do not pass it on. You can also say there that you stop.")));
  put(text, "\n");
  return OK;
}
static int write_asked(struct ctx *c, const struct message *m, struct buf *text)
{
  return write_message(c, m, text, tr(c, N_("We ask you as an expert for your opinion. Open your questions here. You need not sign in:")));
}
static int write_reminder(struct ctx *c, const struct message *m, struct buf *text)
{
  return write_message(c, m, text, tr(c, N_("We have not received your answers yet. They count. You find the questions here, without signing in:")));
}
const struct message_template delphi_asked_message = { .key = "delphi.asked", .label = N_("A link to an expert of a Delphi study: a round opens"),
  .subject = N_("Your opinion is asked"), .when = MESSAGE_BY_DAY, .write = write_asked };
const struct message_template delphi_reminder_message = { .key = "delphi.reminder", .label = N_("A reminder to an expert of a Delphi study"),
  .subject = N_("Your opinion is still asked"), .when = MESSAGE_BY_DAY, .write = write_reminder };

static int send(struct ctx *c, const struct message_template *t, const struct delphi_expert *e, struct id turn, const char *name)
{
  char id[ID_TEXT];
  if (!c->app) return OK;
  id_format(turn, id);
  return outbox_ask(c, t, &(struct message){ .channel = MESSAGE_MAIL, .address = e->mail, .language = "nl", .about = turn }, JOIN(&c->arena, name, id));
}

/* One a day, however it came about. */
static int send_reminder(struct ctx *c, const struct delphi_expert *e, struct id turn)
{
  char day[DATE_TEXT];
  date_format(c->today, day);
  return send(c, &delphi_reminder_message, e, turn, JOIN(&c->arena, "delphi.reminder/", day, "/"));
}

/* --- asking ---------------------------------------------------------------------------------------------------------------- */

int delphi_ask(struct ctx *c, const struct delphi_expert *e, int round)
{
  struct id id;
  TRY(global_insert(c, delphi_turn, &((struct delphi_turn){ .study = e->study, .expert = e->id, .round = num(round), .asked = { c->now } }), &id));
  return send(c, &delphi_asked_message, e, id, "delphi.asked/");
}

int delphi_ask_all(struct ctx *c, const struct delphi_study *s, int round)
{
  struct delphi_expert_list experts;
  struct delphi_again_list again = { .count = 1 };
  const char *group = NULL;
  TRY(delphi_experts_of(c, s->id, &experts));
  for (size_t i = 0; i < experts.count; i++) {
    const struct delphi_expert *const e = &experts.at[i];
    if (round == ROUND_LAST && (!group || strcmp(group, e->group_name) != 0)) TRY(delphi_again_of(c, s->id, group = e->group_name, &again));
    if (again.count && !instant_known(e->stopped)) TRY(delphi_ask(c, e, round));
  }
  return OK;
}

/* --- adding ------------------------------------------------------------------------------------------------------------------ */

/* Up to three cells between semicolons, or tabs as a spreadsheet gives them. */
static size_t cells_of(struct ctx *c, const char *line, size_t n, const char *cells[static 3])
{
  const char separator = memchr(line, ';', n) ? ';' : '\t';
  size_t count = 0;
  for (const char *at = line, *const end = line + n; at <= end; count++) {
    const char *const stop = memchr(at, separator, (size_t)(end - at)), *const to = stop ? stop : end;
    size_t size = (size_t)(to - at);
    const char *const cell = text_trimmed(at, &size);
    if (count < 3) cells[count] = arena_text(&c->arena, cell, size);
    at = to + 1;
  }
  return count;
}

static const char *group_named(struct ctx *c, const struct delphi_study *s, const char *typed)
{
  const char *const folded = text_folded(&c->arena, typed);
  for (size_t i = 0; i < s->groups.count; i++) if (strcmp(text_folded(&c->arena, s->groups.at[i].name), folded) == 0) return s->groups.at[i].name;
  return NULL;
}

static bool is_among(const struct delphi_expert_list *list, const struct delphi_expert *e)
{
  for (size_t i = 0; i < list->count; i++) if (strcmp(list->at[i].mail, e->mail) == 0 && strcmp(list->at[i].group_name, e->group_name) == 0) return true;
  return false;
}

/* NULL: it is right, and stands in *e. */
static const char *read_line(struct ctx *c, const struct delphi_study *s, const char *line, size_t n, struct delphi_expert *e)
{
  enum { NAME_MOST = 100 };
  const char *cells[3] = { "", "", "" };
  if (cells_of(c, line, n, cells) != 3) return N_("Write three things with a semicolon between them: mail; name; group.");
  if (strlen(cells[0]) > MESSAGE_ADDRESS_MOST || !mailbox_plain(cells[0])) return N_("The first is not a mail address.");
  if (!*cells[1]) return N_("The name is missing.");
  if (text_length(cells[1], strlen(cells[1])) > NAME_MOST || !text_valid(cells[1], strlen(cells[1]))) return N_("This name is too long, or has characters that cannot be stored.");
  const char *const group = group_named(c, s, cells[2]);
  if (!group) return N_("The study has no group of this name.");
  *e = (struct delphi_expert){ .study = s->id, .mail = text_small(&c->arena, cells[0]), .name = cells[1], .group_name = group };
  return NULL;
}

static size_t lines_in(const char *text)
{
  size_t n = 1;
  for (const char *p = text; *p; p++) n += *p == '\n';
  return n;
}

int delphi_experts_check(struct ctx *c, const struct delphi_study *s, const char *lines, struct delphi_expert_list *good, struct delphi_wrong_line_list *wrong)
{
  struct delphi_expert_list there;
  const size_t most = lines_in(lines);
  size_t number = 0;
  TRY(delphi_experts_of(c, s->id, &there));
  *good = (struct delphi_expert_list){ .at = arena_new(&c->arena, struct delphi_expert, most), .count = 0 };
  *wrong = (struct delphi_wrong_line_list){ arena_new(&c->arena, struct delphi_wrong_line, most), 0 };
  for (const char *at = lines; *at; at += *at == '\n') {
    const size_t n = strcspn(at, "\n");
    struct delphi_expert e;
    number++;
    if (strspn(at, " \t\r;") < n) {
      const char *text = read_line(c, s, at, n, &e);
      if (!text && is_among(good, &e)) text = N_("This mail address stands in this group twice.");
      if (!text && is_among(&there, &e)) text = N_("This mail address is in this group already.");
      if (text) wrong->at[wrong->count++] = (struct delphi_wrong_line){ number, text };
      else good->at[good->count++] = e;
    }
    at += n;
  }
  if (c->arena.failed || there.count + good->count > DELPHI_EXPERTS_MOST) return fail(c, ERR_INVALID, "lines", N_("A study has at most a thousand experts."));
  return OK;
}

int delphi_experts_add(struct ctx *c, struct id study, const char *lines, struct delphi_wrong_line_list *wrong)
{
  struct delphi_study s;
  struct delphi_expert_list good;
  TRY(delphi_study_get(c, study, &s));
  if (s.stage > DELPHI_RATING) return fail(c, ERR_INVALID, "lines", N_("Round 2 is closed: nobody comes in any more."));
  TRY(delphi_experts_check(c, &s, lines, &good, wrong));
  if (wrong->count) return fail(c, ERR_INVALID, "lines", N_("Nobody was added: mend the lines that are named first."));
  if (!good.count) return fail(c, ERR_INVALID, "lines", N_("Write at least one expert."));
  for (size_t i = 0; i < good.count; i++) {
    TRY(global_insert(c, delphi_expert, &good.at[i], &good.at[i].id));
    if (delphi_round(s.stage)) TRY(delphi_ask(c, &good.at[i], delphi_round(s.stage)));
  }
  return OK;
}

static int expert_in_study(struct ctx *c, struct id study, struct id expert, struct delphi_study *s, struct delphi_expert *e)
{
  TRY(delphi_study_get(c, study, s));
  TRY(global_get(c, delphi_expert, expert, e));
  return id_same(e->study, study) ? OK : not_there(c);
}

int delphi_expert_stop(struct ctx *c, struct id study, struct id expert)
{
  struct delphi_study s;
  struct delphi_expert e;
  TRY(expert_in_study(c, study, expert, &s, &e));
  if (s.stage == DELPHI_DRAFT) return global_delete(c, delphi_expert, expert);
  if (instant_known(e.stopped)) return OK;
  e.stopped = (struct instant){ c->now };
  return global_update(c, delphi_expert, &e);
}

int delphi_expert_return(struct ctx *c, struct id study, struct id expert)
{
  struct delphi_study s;
  struct delphi_expert e;
  struct delphi_turn t;
  struct delphi_again_list again = { .count = 1 };
  TRY(expert_in_study(c, study, expert, &s, &e));
  if (s.stage == DELPHI_CLOSED) return fail(c, ERR_INVALID, NULL, N_("The study is finished: nobody is asked any more."));
  if (!instant_known(e.stopped)) return OK;
  e.stopped = (struct instant){ 0 };
  TRY(global_update(c, delphi_expert, &e));
  const int round = delphi_round(s.stage), rc = round ? delphi_turn_of(c, expert, round, &t) : OK;
  if (!absent(c, rc)) return rc;
  if (round == ROUND_LAST) TRY(delphi_again_of(c, study, e.group_name, &again));
  return again.count ? delphi_ask(c, &e, round) : OK;
}

/* --- reminding ------------------------------------------------------------------------------------------------------------------ */

int delphi_remind(struct ctx *c, struct id study, size_t *count)
{
  struct delphi_study s;
  struct delphi_expert_list experts;
  struct delphi_turn t;
  TRY(delphi_study_get(c, study, &s));
  *count = 0;
  if (!delphi_round(s.stage)) return fail(c, ERR_INVALID, NULL, N_("No round is running."));
  if (date_known(s.nudged) && !date_before(s.nudged, c->today)) return fail(c, ERR_INVALID, NULL, N_("Everybody was reminded today already. Once a day is enough."));
  TRY(delphi_experts_of(c, study, &experts));
  for (size_t i = 0; i < experts.count; i++) {
    if (instant_known(experts.at[i].stopped)) continue;
    const int rc = delphi_turn_of(c, experts.at[i].id, delphi_round(s.stage), &t);
    if (absent(c, rc)) continue;
    TRY(rc);
    if (instant_known(t.answered)) continue;
    TRY(send_reminder(c, &experts.at[i], t.id));
    ++*count;
  }
  s.nudged = c->today;
  return global_update(c, delphi_study, &s);
}

/* Not who was asked within the last day: they have the first message still. */
int delphi_remind_late(struct ctx *c, bool *more)
{
  struct delphi_turn_list late;
  TRY(delphi_turns_to_remind(c, c->today, date_plus_days(c->today, DELPHI_REMIND_DAYS), (struct instant){ c->now - DAY_MS }, &late));
  *more = late.count > 0;
  for (size_t i = 0; i < late.count; i++) {
    struct delphi_expert e;
    TRY(global_get(c, delphi_expert, late.at[i].expert, &e));
    TRY(send_reminder(c, &e, late.at[i].id));
    late.at[i].reminded = (struct instant){ c->now };
    TRY(global_update(c, delphi_turn, &late.at[i]));
  }
  return OK;
}

/* --- forgetting ------------------------------------------------------------------------------------------------------------------- */

/* What they answered stays, as results do; who they were is not needed any more. */
int delphi_forget(struct ctx *c, bool *more)
{
  struct delphi_expert_list old;
  TRY(delphi_experts_to_forget(c, date_plus_days(c->today, -DELPHI_NAMES_DAYS), date_plus_months(c->today, -DELPHI_LEFT_MONTHS), &old));
  *more = old.count > 0;
  for (size_t i = 0; i < old.count; i++) {
    old.at[i].name = "–";
    old.at[i].mail = JOIN(&c->arena, arg_id(&c->arena, old.at[i].id), "@vergeten.invalid");
    old.at[i].forgotten = (struct instant){ c->now };
    TRY(global_update(c, delphi_expert, &old.at[i]));
  }
  return OK;
}

/* --- who took part ----------------------------------------------------------------------------------------------------------------- */

struct taking_part { const struct delphi_expert_list *experts; struct delphi_participation_list *to; };

static const struct delphi_expert *expert_in(const struct delphi_expert_list *list, struct id id)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i].id, id)) return &list->at[i];
  return NULL;
}
static struct delphi_participation *row_of(struct delphi_participation_list *list, const char *group)
{
  for (size_t i = 0; i < list->count; i++) if (strcmp(list->at[i].group, group) == 0) return &list->at[i];
  return NULL;
}
static bool has_saved(const struct delphi_saved_list *list, const struct delphi_turn *t)
{
  for (size_t i = 0; i < list->count; i++) if (id_same(list->at[i].expert, t->expert) && list->at[i].round.n == t->round.n) return true;
  return false;
}

static void count_turn(const struct taking_part *p, const struct delphi_turn *t, bool saved)
{
  const struct delphi_expert *const e = expert_in(p->experts, t->expert);
  struct delphi_participation *const row = e ? row_of(p->to, e->group_name) : NULL;
  if (!row) return;
  struct delphi_part *const part = &row->round[t->round.n];
  part->asked++;
  part->answered += instant_known(t->answered);
  part->partly += !instant_known(t->answered) && saved;
  part->stopped += !instant_known(t->answered) && instant_known(e->stopped);
}

int delphi_participation(struct ctx *c, const struct delphi_study *s, struct delphi_participation_list *out)
{
  struct delphi_expert_list experts;
  struct delphi_turn_list turns;
  struct delphi_saved_list rated, said;
  TRY(delphi_experts_of(c, s->id, &experts));
  TRY(delphi_turns_of(c, s->id, &turns));
  TRY(delphi_ratings_saved(c, s->id, &rated));
  TRY(delphi_answers_saved(c, s->id, &said));
  *out = (struct delphi_participation_list){ arena_new(&c->arena, struct delphi_participation, s->groups.count + 1), s->groups.count };
  for (size_t i = 0; i < s->groups.count; i++) out->at[i].group = s->groups.at[i].name;
  for (size_t i = 0; i < experts.count; i++) {
    struct delphi_participation *const row = row_of(out, experts.at[i].group_name);
    if (!row) continue;
    row->experts++;
    row->stopped += instant_known(experts.at[i].stopped);
  }
  for (size_t i = 0; i < turns.count; i++) {
    const struct delphi_turn *const t = &turns.at[i];
    count_turn(&(struct taking_part){ &experts, out }, t, has_saved(t->round.n == 1 ? &said : &rated, t));
  }
  return OK;
}
