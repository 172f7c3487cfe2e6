#include "cases_room.h"
#include "actions.h"
#include "case_clock.h"
#include "case_parts.h"
#include "cases_api.h"
#include "cases_synth.h"
#include "cases_web.h"
#include "partner_asks.h"
#include "phases.h"
#include "places.h"
#include "together_watch.h"

static const struct record *const records[] = { &incident_record, &case_note_record, &safety_score_record, &risk_record, &pattern_record, &generation_record, &profile_note_record,
  &motivation_note_record, &scale_up_record, &helper_record, &meldcode_record, &case_action_record, &case_phase_record, &case_move_record, &gate_judgement_record, &gate_words_record,
  &partner_ask_record, &partner_answer_record, &partner_ground_record, &partner_link_record, NULL };
static const struct query *const *const queries[] = { case_place_queries, case_part_queries, action_queries, phase_queries, partner_ask_queries, NULL };
static const struct message_template *const messages[] = { &partner_message, NULL };

static const struct work_link work_menu[] = { { ACTIONS_MINE_PATH, N_("My actions"), MAY_WRITE_FILES }, { .path = NULL } };

enum { TOLD_AT_ONCE = 25, CLEANED_AT_ONCE = 50 };         /* a transaction */

/* Region by region, in parts: who was told is not found again. */
static int look(struct ctx *c, const struct job *job, bool *more)
{
  int rc = OK;
  (void)job;
  for (size_t i = 0; rc == OK && !*more && c->places && i < c->places->regions.count; i++) {
    c->scope.region = c->places->regions.at[i].slug;
    rc = actions_remind(c, TOLD_AT_ONCE, more);
    if (rc == OK && !*more) rc = directors_look(c, TOLD_AT_ONCE, more);
    if (rc == OK && !*more) rc = partners_look(c, TOLD_AT_ONCE, more);
  }
  c->scope.region = NULL;
  return rc;
}

static int clean(struct ctx *c, const struct job *job, bool *more)
{
  (void)job;
  return partner_links_clean(c, CLEANED_AT_ONCE, more);
}

static const struct job_kind jobs[] = {
  { .key = "cases.look", .label = N_("Reminds of what is due with households, of households that nobody directs, of partners who do not answer, and of grounds that ended"),
    .daily = true, .minute = 5 * 60 + 10, .run = look },
  { .key = "cases.partner_links", .label = N_("Deletes links of partners outside care, a month after they stopped working"), .daily = true, .minute = 5 * 60 + 25, .run = clean },
  { .key = NULL }
};

const struct room cases_room = { .name = "cases", .routes = cases_routes, .api = &cases_api, .work_menu = work_menu,
  .work = cases_work, .glance = cases_glance, .dates = cases_dates, .demo_later = cases_demo, .synth = cases_synth, .jobs = jobs, .messages = messages,
  .may_part = together_look, .left = actions_left, .queries = queries, .records = records };
