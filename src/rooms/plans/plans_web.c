/* The plans of a household, and one plan. */
#include "plans_web.h"
#include "accounts.h"
#include "calendar.h"
#include "html.h"
#include "text.h"

/* --- the list -------------------------------------------------------------------------------------------------- */

/* The next step: what is missing first, else making it final, else looking at it again. */
static void next_of(struct ctx *c, const struct plan *p, const struct plan_lack_list *lacks, struct plan_line *line)
{
  if (!plan_is_open(p)) return;
  if (p->state == PLAN_DRAFT) {
    line->next = lacks->count ? JOIN(&c->arena, tr(c, N_("Fill in:")), " ", tr(c, lacks->at[0].text)) : tr(c, N_("Make it final"));
    line->next_path = path_of_id(c, PLAN_PATH, p->id, lacks->count ? lacks->at[0].at : "/vaststellen");
  } else if (!date_before(c->today, p->review)) {
    line->next = tr(c, N_("Look at it again"));
    line->next_path = path_of_id(c, PLAN_PATH, p->id, "/bekijken");
  }
}

static int line_of(struct ctx *c, const struct case_file *home, const struct plan *p, struct plan_line *out)
{
  struct plan_file f;
  struct plan_lack_list lacks = { .count = 0 };
  *out = (struct plan_line){ .plan = p, .whom = plan_whom(c, p, home), .path = path_of_id(c, PLAN_PATH, p->id, NULL), .late = plan_is_open(p) && date_before(p->review, c->today) };
  if (p->state == PLAN_DRAFT) {
    TRY(plan_open(c, p->id, &f));
    TRY(plan_lacks(c, &f, &lacks));
  }
  out->lacks = lacks.count;
  next_of(c, p, &lacks, out);
  return plan_is_open(p) ? case_worker(c, home, p->compartment, p->coordinator, &out->coordinator) : case_colleague(c, home, p->coordinator, &out->coordinator);
}

int show_plans(struct ctx *c)
{
  struct id id;
  struct case_file f;
  struct plan_list all;
  struct plans_view v = { .may_write = signed_in_writes(c) };
  TRY(path_id(c, &id));
  TRY(case_open(c, id, &f));
  TRY(plans_of(c, &f, &all));
  TRY(together_said(c, &f, &v.together));
  v.household = &f.file.household;
  v.open.at = arena_new(&c->arena, struct plan_line, all.count + 1);
  v.closed.at = arena_new(&c->arena, struct plan_line, all.count + 1);
  for (size_t i = 0; i < all.count; i++) {
    struct plan_line_list *const to = plan_is_open(&all.at[i]) ? &v.open : &v.closed;
    TRY(line_of(c, &f, &all.at[i], &to->at[to->count++]));
  }
  return PLAN_PAGE_OF(c, N_("Plans"), view_plans, &v);
}

/* --- one --------------------------------------------------------------------------------------------------------- */

int plan_of_path(struct ctx *c, struct plan_file *out)
{
  struct id id;
  TRY(path_id(c, &id));
  return plan_open(c, id, out);
}

struct part { const char *key, *title, *add, *at; };

struct plan_section *plan_section_of(struct plan_section_list *to, const char *title)
{
  for (size_t i = 0; i < to->count; i++) if (strcmp(to->at[i].title, title) == 0) return &to->at[i];
  return NULL;
}

/* Which sections a plan has, whether or not something stands in them already. */
static void add_empty(struct ctx *c, const struct plan_file *f, bool edit, size_t most, struct plan_section_list *to)
{
  const bool draft = edit && f->plan.state == PLAN_DRAFT, safety = f->plan.kind == PLAN_SAFETY;
  const struct part parts[] = {
    { "waarom", N_("Why now?"), NULL, NULL },
    { "doelen", N_("Goals"), N_("Add a goal"), "/doel" },
    { "acties", N_("Who does what, by when"), N_("Add an action"), "/actie" },
    { sheet_kinds[SHEET_STOP].key, sheet_kinds[SHEET_STOP].title, N_("Fill in or change"), "/stop" },
    { sheet_kinds[SHEET_SAFETY].key, sheet_kinds[SHEET_SAFETY].title, N_("Fill in or change"), "/veilig" },
    { sheet_kinds[SHEET_CONTACT].key, sheet_kinds[SHEET_CONTACT].title, N_("Fill in or change"), "/contact" },
    { sheet_kinds[SHEET_PROMPTS].key, sheet_kinds[SHEET_PROMPTS].title, N_("Fill in or change"), "/vragen" },
  };
  for (size_t i = 0; i < COUNT(parts); i++) {
    const bool action = strcmp(parts[i].key, "acties") == 0;
    if (parts[i].title == sheet_kinds[SHEET_STOP].title && !f->needs_stop && !id_known(f->stop.id)) continue;
    if (parts[i].title == sheet_kinds[SHEET_SAFETY].title && !safety) continue;
    struct plan_section *const s = &to->at[to->count++];
    *s = (struct plan_section){ .key = parts[i].key, .title = parts[i].title, .add = parts[i].add, .items = { arena_new(&c->arena, struct item_line, most + 1), 0 } };
    if (parts[i].at && (draft || (action && edit && plan_is_open(&f->plan)))) s->path = path_of_id(c, PLAN_PATH, f->plan.id, parts[i].at);
  }
}

/* Where one item is changed by itself: goals and actions have a page of their own. */
static const char *item_path(struct ctx *c, const struct plan_file *f, bool edit, const char *key)
{
  const char *const id = strchr(key, '.');
  if (!edit || !id) return NULL;
  if (strncmp(key, "actie.", 6) == 0) return local_path(c, JOIN(&c->arena, "/werk/acties/", id + 1));
  if (strncmp(key, "doel.", 5) == 0 && !strchr(id + 1, '.') && f->plan.state == PLAN_DRAFT) return local_path(c, JOIN(&c->arena, "/werk/plandoelen/", id + 1));
  return NULL;
}

/* Whether an item is a talk together that there may not be now. */
static int item_stopped(struct ctx *c, const struct plan_file *f, const char *key, bool *out)
{
  struct id id;
  *out = false;
  if (strncmp(key, "actie.", 6) != 0 || !id_parse(key + 6, &id)) return OK;
  for (size_t i = 0; i < f->actions.count; i++) if (id_same(f->actions.at[i].id, id)) return action_is_stopped(c, &f->home, &f->actions.at[i], out);
  return OK;
}

int sections_of(struct ctx *c, const struct plan_file *f, bool edit, struct plan_section_list *out)
{
  struct plan_item_list items;
  struct plan_section_list list = { arena_new(&c->arena, struct plan_section, 8), 0 };
  TRY(plan_items(c, f, &items));
  add_empty(c, f, edit, items.count, &list);
  for (size_t i = 0; i < items.count; i++) {
    const struct plan_item *const it = &items.at[i];
    struct plan_section *const s = plan_section_of(&list, it->section);
    bool stopped;
    TRY(item_stopped(c, f, it->key, &stopped));
    if (s) s->items.at[s->items.count++] = (struct item_line){ it->label, it->text, item_path(c, f, edit, it->key), stopped, it->stays };
  }
  *out = list;
  return OK;
}

static int voice_lines(struct ctx *c, const struct plan_file *f, struct voice_line_list *out)
{
  struct voice_line_list list = { arena_new(&c->arena, struct voice_line, f->persons.count + 1), 0 };
  for (size_t i = 0; i < f->persons.count; i++) {
    struct voice_line *const line = &list.at[list.count++];
    *line = (struct voice_line){ .name = case_name(c, &f->home, f->persons.at[i].person), .voice = voice_of(&f->voices, f->persons.at[i].person) };
    if (line->voice) TRY(case_colleague(c, &f->home, line->voice->writer, &line->writer));
  }
  *out = list;
  return OK;
}

static int review_lines(struct ctx *c, const struct plan_file *f, struct review_line_list *out)
{
  struct plan_review_list all;
  TRY(reviews_of(c, f->plan.id, &all));
  *out = (struct review_line_list){ arena_new(&c->arena, struct review_line, all.count + 1), 0 };
  for (size_t i = 0; i < all.count; i++) {
    struct review_line *const line = &out->at[out->count++];
    line->review = &all.at[i];
    TRY(case_colleague(c, &f->home, all.at[i].writer, &line->writer));
  }
  return OK;
}

static int fill_counts(struct ctx *c, const struct plan_file *f, struct plan_view *v)
{
  struct plan_item_list family;
  struct plan_version_list versions;
  struct plan by;
  TRY(family_items(c, f, &family));
  TRY(versions_of(c, f->plan.id, &versions));
  v->family = family.count;
  v->versions = versions.count;
  if (!id_known(f->plan.replaced_by)) return OK;
  const int rc = plan_get(c, f->plan.replaced_by, &by);
  if (rc == OK) v->replaced_by = by.title;
  return absent(c, rc) ? OK : rc;
}

int plan_view_fill(struct ctx *c, const struct plan_file *f, struct plan_view *v)
{
  v->file = f;
  v->path = path_of_id(c, PLAN_PATH, f->plan.id, NULL);
  v->whom = plan_whom(c, &f->plan, &f->home);
  v->late = plan_is_open(&f->plan) && date_before(f->plan.review, c->today);
  TRY(plan_is_open(&f->plan) ? case_worker(c, &f->home, f->plan.compartment, f->plan.coordinator, &v->coordinator) : case_colleague(c, &f->home, f->plan.coordinator, &v->coordinator));
  TRY(together_said(c, &f->home, &v->together));
  if (f->plan.state == PLAN_DRAFT) TRY(plan_lacks(c, f, &v->lacks));
  TRY(voice_lines(c, f, &v->voices));
  TRY(review_lines(c, f, &v->reviews));
  TRY(holders_of(c, f->plan.id, &v->holders));
  return fill_counts(c, f, v);
}

int show_plan(struct ctx *c)
{
  struct plan_file f;
  struct plan_view v = { .may_write = signed_in_writes(c) };
  TRY(plan_of_path(c, &f));
  TRY(plan_view_fill(c, &f, &v));
  TRY(sections_of(c, &f, v.may_write, &v.sections));
  v.may_phone = v.may_write && f.plan.place != PLACE_SHARED && plan_is_open(&f.plan);
  return PLAN_PAGE_OF(c, N_("Plan"), view_plan, &v);
}
