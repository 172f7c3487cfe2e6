#include "taking.h"
#include "calendar.h"
#include "desk.h"
#include "form.h"
#include "involvement.h"
#include "kept.h"
#include "log.h"
#include "seal.h"
#include "seal_to.h"
#include "tasks.h"
#include "text.h"

/* --- which desks there are --------------------------------------------------------------------------------------------- */

static int drop_desk(struct ctx *c, const char *region)
{
  struct signup_desk there;
  const int rc = desk_of_region(c, region, &there);
  if (absent(c, rc)) return OK;
  TRY(rc);
  return global_delete(c, signup_desk, there.id);
}

static int publish(struct ctx *c, const char *region, int32_t epoch)
{
  struct signup_desk there = { .version = 0 }, desk = { .region = region, .epoch = num(epoch) };
  int32_t days = 0;
  TRY(desk_key_public(c, epoch, region, &desk.public_key));
  TRY(signup_kept_days(c, &days));
  desk.kept_days = num(days);
  const int rc = desk_of_region(c, region, &there);
  if (absent(c, rc)) return global_insert(c, signup_desk, &desk, NULL);
  TRY(rc);
  if (record_same(signup_desk, &there, &desk)) return OK;
  if (there.epoch.n == epoch && strcmp(there.public_key, desk.public_key) != 0) {
    (void)!fail(c, ERR_STORE, "signup_desk", "a public key was changed outside the program");
    log_error(c, "the desk of %s", region);
    c->error = (struct error){ 0 };
  }
  desk.id = there.id;
  desk.version = there.version;
  return global_update(c, signup_desk, &desk);
}

int desks_publish(struct ctx *c)
{
  const char *const own = c->scope.region;
  struct epoch epochs[EPOCHS_MOST];
  const size_t n = keys_epochs(c, epochs);
  int rc = n ? OK : no_keys(c);
  for (size_t i = 0; rc == OK && i < c->places->regions.count; i++) {
    struct post_list desk;
    c->scope.region = c->places->regions.at[i].slug;
    rc = desk_colleagues(c, &desk);
    if (rc == OK) rc = desk.count ? publish(c, c->scope.region, epochs[n - 1].number) : drop_desk(c, c->scope.region);
  }
  c->scope.region = own;
  return rc;
}

/* --- taking in ----------------------------------------------------------------------------------------------------------- */

/* Everybody of the desk may open it: whoever is on duty calls. */
static int let_in(struct ctx *c, const struct post_list *desk, struct id file)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, file, &rows));
  for (size_t i = 0; i < desk->count; i++) {
    const struct post *const p = &desk->at[i];
    bool there = false;
    for (size_t k = 0; !there && k < rows.count; k++) there = id_same(rows.at[k].account, p->account) && id_same(rows.at[k].organisation, p->organisation);
    const struct involvement new = { .account = p->account, .organisation = p->organisation, .compartment = file, .purpose = PURPOSE_REFERRAL, .since = { c->now } };
    if (!there) TRY(record_insert(c, involvement, &new, NULL));
  }
  return OK;
}

/* And nobody who has left it. */
static int let_out(struct ctx *c, const struct post_list *desk, struct id file)
{
  struct involvement_list rows;
  TRY(involvements_of_compartment(c, file, &rows));
  for (size_t i = 0; i < rows.count; i++) {
    const struct post *const p = desk_post_of(desk, rows.at[i].account);
    if (p && id_same(p->organisation, rows.at[i].organisation)) continue;
    rows.at[i].ended = (struct instant){ c->now };
    TRY(record_update(c, involvement, &rows.at[i]));
  }
  return OK;
}

/* What was sealed, as a row; on failure nothing of it is left in the form of whoever runs this. */
static int read_told(struct ctx *c, const struct signup_box *box, struct signup_told *out)
{
  struct form *const before = c->form;
  const char *text = NULL;
  int rc = box->sealed ? unseal_at_desk(c, box->epoch.n, box->region, box->sealed, &text) : fail(c, ERR_STORE, NULL, "nothing was sealed");
  if (rc == OK) rc = form_parse(c, signup_told, text, strlen(text), (struct signup_told *)NULL);
  if (rc == OK) *out = *form_row(c, signup_told);
  c->form = before;
  return rc;
}

static int follow_becomes(struct ctx *c, struct id follow, enum follow_state state)
{
  struct signup_follow f;
  const int rc = global_get(c, signup_follow, follow, &f);
  if (absent(c, rc)) return OK;
  TRY(rc);
  f.state = state;
  if (follow_is_over(&f)) f.over = (struct instant){ c->now };
  return global_update(c, signup_follow, &f);
}

/* The open sign-ups with a number: the first and the last that were sent. */
struct same { struct signup first, last; size_t open; };

static int find_same(struct ctx *c, const char *reach, struct same *out)
{
  struct signup_said_list found;
  *out = (struct same){ 0 };
  TRY(record_find(c, signup_said, &found, "reach", reach));
  for (size_t i = 0; i < found.count; i++) {
    struct signup s;
    const int rc = signup_of_file(c, found.at[i].compartment, &s);
    if (absent(c, rc)) continue;
    TRY(rc);
    if (!signup_is_open(&s)) continue;
    if (!out->open || s.made.ms < out->first.made.ms) out->first = s;
    if (!out->open || s.made.ms >= out->last.made.ms) out->last = s;
    out->open++;
  }
  return OK;
}

/* Whether this number said "never again": told the desk a first time, dropped after that. */
static int ask_stop_list(struct ctx *c, const char *reach, enum yes_no *stopped, bool *drop)
{
  struct signup_stop stop;
  const char *tag;
  *stopped = YES_NO_UNKNOWN;
  *drop = false;
  TRY(stop_tag(c, reach, &tag));
  const int rc = stop_of(c, tag, &stop);
  if (absent(c, rc)) return OK;
  TRY(rc);
  *stopped = YES;
  stop.times = num(stop.times.n + 1);
  *drop = stop.times.n > STOP_TOLD_TIMES;
  return record_update(c, signup_stop, &stop);
}

static int make(struct ctx *c, const struct post_list *desk, const struct signup_told *told, const struct signup_follow *follow, const struct same *same, enum yes_no stopped)
{
  struct signup s = { .follow = follow->id, .made = follow->made, .urgent = told->incident, .due = follow->due, .state = SIGNUP_NEW, .stopped = stopped, .touched = { c->now } };
  struct signup_said said = { .reach = told->reach, .hours = told->hours, .place = told->place, .for_whom = told->for_whom, .alias = told->alias, .language = told->language,
    .voicemail = told->voicemail, .who_answers = told->who_answers, .remark = told->remark, .offer = told->offer, .word = told->word };
  TRY(compartment_make(c, COMPARTMENT_REGISTRATION, &s.file));
  TRY(signup_give(c, desk, &s));
  c->random(s.id.b, sizeof s.id.b);
  s.same = same->open ? same->first.same : s.id;
  TRY(signup_save(c, &s));
  said.compartment = s.file;
  TRY(record_insert(c, signup_said, &said, NULL));
  TRY(let_in(c, desk, s.file));
  TRY(signup_task(c, desk, &s));
  return follow_becomes(c, follow->id, FOLLOW_TAKEN);
}

static int take_new(struct ctx *c, const struct signup_box *box, const struct signup_told *told)
{
  struct post_list desk;
  struct signup_follow follow;
  struct same same;
  enum yes_no stopped;
  bool drop;
  const char *const reach = told->reach ? reach_normal(c, told->reach) : NULL;
  int rc = global_get(c, signup_follow, box->follow, &follow);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (!reach || follow.state != FOLLOW_SENT) return OK;
  TRY(desk_colleagues(c, &desk));
  if (!desk.count) return follow_becomes(c, box->follow, FOLLOW_LOST);
  TRY(ask_stop_list(c, reach, &stopped, &drop));
  if (drop) return OK;
  TRY(find_same(c, reach, &same));
  if (same.open < SAME_OPEN_MOST) return make(c, &desk, told, &follow, &same, stopped);
  same.last.more = num(same.last.more.n + 1);
  return signup_save(c, &same.last);
}

/* Another number joins those that have it already, and asks the stop list like a new sign-up. `*ignored`: it is called no more, or
 * has as many open sign-ups as may be. */
static int move_to_number(struct ctx *c, struct signup *s, const char *from, const char *to, bool *ignored)
{
  struct same same;
  enum yes_no stopped;
  *ignored = false;
  if (from && strcmp(from, to) == 0) return OK;
  TRY(ask_stop_list(c, to, &stopped, ignored));
  if (*ignored) return OK;
  TRY(find_same(c, to, &same));
  *ignored = same.open >= SAME_OPEN_MOST;
  if (*ignored) return OK;
  s->stopped = stopped;
  if (same.open) s->same = same.first.same;
  else c->random(s->same.b, sizeof s->same.b);
  return OK;
}

static bool same_text(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : a == b; }

static int take_change(struct ctx *c, const struct signup_box *box, const struct signup_told *told)
{
  const char *const to = told->reach ? reach_normal(c, told->reach) : NULL;
  struct signup s;
  struct signup_said said;
  bool ignored;
  int rc = signup_of_follow(c, box->follow, &s);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (!signup_is_open(&s) || !to) return OK;
  TRY(signup_read(c, &s, &said));
  if (same_text(said.reach, told->reach) && same_text(said.hours, told->hours)) return OK;
  TRY(move_to_number(c, &s, said.reach ? reach_normal(c, said.reach) : NULL, to, &ignored));
  if (ignored) return OK;
  said.reach = told->reach;
  said.hours = told->hours;
  said.voicemail = YES_NO_UNKNOWN;                 /* was said of the other number */
  said.who_answers = NULL;
  said.changed = box->at;
  TRY(record_update(c, signup_said, &said));
  TRY(signup_note(c, &s, STEP_CHANGED, NULL));
  s.touched = (struct instant){ c->now };
  return signup_save(c, &s);
}

static int take_withdrawal(struct ctx *c, const struct signup_box *box)
{
  struct signup s;
  int rc = signup_of_follow(c, box->follow, &s);
  if (absent(c, rc)) return OK;
  TRY(rc);
  if (!signup_is_open(&s)) return OK;
  TRY(signup_close(c, &s, OUTCOME_WITHDRAWN));
  TRY(signup_get(c, s.id, &s));
  return signup_erase(c, &s);
}

static int take_one(struct ctx *c, const struct signup_box *box)
{
  struct signup_told told = { .reach = NULL };
  if (box->kind == BOX_WITHDRAW) return take_withdrawal(c, box);
  const int rc = read_told(c, box, &told);
  if (rc == ERR_STORE || rc == ERR_NOT_FOUND || rc == ERR_INVALID) {
    log_error(c, "opening what was sealed to the desk of %s", box->region);
    c->error = (struct error){ 0 };
    return box->kind == BOX_NEW ? follow_becomes(c, box->follow, FOLLOW_LOST) : OK;
  }
  TRY(rc);
  return box->kind == BOX_NEW ? take_new(c, box, &told) : take_change(c, box, &told);
}

int boxes_take(struct ctx *c, bool *more)
{
  const char *const own = c->scope.region;
  struct signup_box_list boxes;
  TRY(boxes_next(c, &boxes));
  int rc = OK;
  for (size_t i = 0; rc == OK && i < boxes.count; i++) {
    c->scope.region = boxes.at[i].region;
    rc = take_one(c, &boxes.at[i]);
    if (rc == OK) rc = global_delete(c, signup_box, boxes.at[i].id);
  }
  c->scope.region = own;
  *more = boxes.count > 0;
  return rc;
}

/* --- watching ------------------------------------------------------------------------------------------------------------ */

static int watch_one(struct ctx *c, const struct post_list *desk, struct signup *s)
{
  if (!desk_post_of(desk, s->responsible)) {
    TRY(signup_give(c, desk, s));
    TRY(signup_save(c, s));
    TRY(signup_get(c, s->id, s));
  }
  TRY(let_in(c, desk, s->file));
  TRY(let_out(c, desk, s->file));
  TRY(signup_task(c, desk, s));
  if (!signup_is_late(c, s)) return OK;
  const struct post *const p = desk_post_of(desk, s->responsible);
  return task_add(c, &(struct task){ .organisation = p ? p->organisation : ID_NONE, .role = ROLE_DESK, .kind = TASK_SIGNUP_LATE, .about = s->id, .due = c->today });
}

int signups_watch(struct ctx *c)
{
  struct signup_list open;
  struct post_list desk;
  TRY(signups_open(c, &open));
  TRY(desk_colleagues(c, &desk));
  if (!desk.count) return open.count ? task_add(c, &(struct task){ .role = ROLE_REGION, .kind = TASK_DESK_EMPTY, .due = c->today }) : OK;
  TRY(tasks_close(c, TASK_DESK_EMPTY, ID_NONE, ID_NONE));
  for (size_t i = 0; i < open.count; i++) TRY(watch_one(c, &desk, &open.at[i]));
  return OK;
}
