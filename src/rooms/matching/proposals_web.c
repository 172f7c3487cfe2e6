/* Proposals of other rules: what they would change, and publishing them by a second person. */
#include "accounts.h"
#include "rules_web.h"
#include "places.h"
#include "sessions.h"
#include "text.h"

DEFINE_CHOICES(proposal_deed, PROPOSAL_DEEDS)

static const struct field form_fields[] = { F_ENUM(proposal_form, deed, REQUIRED, proposal_deed, N_("What to do")) };
const struct record proposal_form_record = RECORD(proposal_form, form_fields);

/* --- all of them ---------------------------------------------------------------------------------------------------- */

static int fill_lines(struct ctx *c, const struct rule_version_list *rows, bool past, struct version_line_list *out)
{
  out->at = arena_new(&c->arena, struct version_line, rows->count + 1);
  for (size_t i = 0; i < rows->count; i++) {
    const struct rule_version *const v = &rows->at[i];
    struct version_line *const line = &out->at[out->count++];
    *line = (struct version_line){ .id = v->id, .name = v->name, .state = version_state_label(v->state), .note = v->note, .at = moment_in_words(c, past ? v->published : v->proposed, false) };
    TRY(account_name(c, past ? v->published_by : v->proposed_by, &line->by));
  }
  return OK;
}

int show_proposals(struct ctx *c)
{
  struct rule_version_list open, past;
  struct rules_now now;
  struct rule_set shipped;
  struct proposals_view v = { .shipped = NULL };
  TRY(rules_now(c, &now));
  TRY(versions_proposed(c, &open));
  TRY(versions_past(c, &past));
  TRY(fill_lines(c, &open, false, &v.open));
  TRY(fill_lines(c, &past, true, &v.past));
  if (now.newer_shipped) TRY(rule_set_shipped(c, &shipped));
  if (now.newer_shipped) v.shipped = shipped.version;
  const struct page page = { .title = tr(c, N_("Proposals of rules")), .current = RULES_PATH, .other_lang = PROPOSALS_PATH, .noindex = true };
  page_begin(c, &page);
  view_proposals(c, &v);
  return page_end(c, &page);
}

int propose_shipped(struct ctx *c)
{
  struct rule_set shipped;
  struct id id;
  TRY(rule_set_shipped(c, &shipped));
  const int rc = version_propose(c, shipped.json, JOIN(&c->arena, tr(c, N_("The rules that the program ships:")), " ", shipped.version), &id);
  if (rc == ERR_CONFLICT && c->error.text) return fail(c, ERR_INVALID, NULL, c->error.text);
  TRY(rc);
  return redirect_done(c, path_of_id(c, PROPOSALS_PATH, id, NULL), "opgeslagen");
}

/* --- one of them ------------------------------------------------------------------------------------------------------ */

/* The rules that it changes, as they were then. */
static int rules_upon(struct ctx *c, const struct rule_version *v, const struct rules_now *now, const char **out)
{
  struct rule_version upon;
  *out = now->json;
  if (strcmp(v->upon, now->digest) == 0) return OK;
  const int rc = version_of_digest(c, v->upon, &upon);
  if (absent(c, rc)) return OK;                  /* shipped rules that were never published: compared with those in force now */
  TRY(rc);
  *out = upon.rules;
  return OK;
}

enum { FEW = 5 };
static const char *about(struct ctx *c, struct num n)
{
  if (n.n < FEW) return tr(c, N_("fewer than 5"));
  return JOIN(&c->arena, tr(c, N_("about")), " ", thousands_in_words(c, (int64_t)n.n / FEW * FEW));
}

static int fill_counted(struct ctx *c, struct proposal_view *v)
{
  struct rule_run run;
  const struct region *const region = c->scope.region && c->places ? region_find(c->places, c->scope.region, strlen(c->scope.region)) : NULL;
  const int rc = rule_run_of(c, v->v->id, RUN_PREVIEW, &run);
  if (absent(c, rc) || !region) return OK;
  TRY(rc);
  const struct rule_run_region here = rule_run_in(&run, c->scope.region);
  v->counted = (struct counted_people){ .there = true, .done = instant_known(run.done), .people = about(c, here.people), .changed = about(c, here.changed), .region = region_name(c, region),
    .percent = run.expected.n > run.looked.n ? (int)((int64_t)run.looked.n * 100 / run.expected.n) : 100 };
  return OK;
}

/* A set that this program cannot read shows its problems only. */
static int fill_changes(struct ctx *c, const char *upon, struct proposal_view *v)
{
  struct rule_set before, after;
  int rc = rule_set_read(c, upon, strlen(upon), &before);
  if (rc == OK) rc = rule_set_read(c, v->v->rules, strlen(v->v->rules), &after);
  if (rc == OK) rc = rules_differ(c, &before, &after, &v->changes);
  if (rc == OK) rc = examples_differ(c, upon, v->v->rules, &v->examples);
  if (rc == ERR_INVALID) c->error = (struct error){ 0 };
  else TRY(rc);
  for (size_t i = 0; i < v->examples.count; i++) v->against += v->examples.at[i].against > 0;
  return OK;
}

int show_proposal(struct ctx *c)
{
  struct id id;
  struct rule_version row;
  struct rules_now now;
  const char *upon;
  struct proposal_view v = { .v = &row };
  TRY(path_id(c, &id));
  TRY(version_get(c, id, &row));
  TRY(rules_now(c, &now));
  TRY(rules_upon(c, &row, &now, &upon));
  v.open = row.state == VERSION_PROPOSED;
  v.own = id_same(row.proposed_by, c->scope.actor);
  v.stale = v.open && strcmp(row.upon, now.digest) != 0;
  v.path = path_of_id(c, PROPOSALS_PATH, id, NULL);
  v.at = moment_in_words(c, row.proposed, false);
  v.form = (struct proposal_form){ .id = row.id, .version = row.version };
  TRY(account_name(c, row.proposed_by, &v.by));
  if (v.open) TRY(rules_problems(c, row.rules, &v.problems));
  TRY(fill_changes(c, upon, &v));
  TRY(fill_counted(c, &v));
  const struct page page = { .title = tr(c, N_("Proposal of rules")), .current = RULES_PATH, .noindex = true, .work = true };
  page_begin(c, &page);
  view_proposal(c, &v);
  return page_end(c, &page);
}

int send_proposal(struct ctx *c)
{
  const struct proposal_form *const f = form_row(c, proposal_form);
  struct id id;
  TRY(path_id(c, &id));
  if (f->deed == DEED_WITHDRAW) {
    TRY(version_withdraw(c, id));
    return redirect_done(c, local_path(c, PROPOSALS_PATH), "afgerond");
  }
  const int rc = version_publish(c, id, f->version);
  if (rc == ERR_CONFLICT && c->error.text) return fail(c, ERR_INVALID, NULL, c->error.text);
  TRY(rc);
  return redirect_done(c, local_path(c, RULES_PATH), "opgeslagen");
}
