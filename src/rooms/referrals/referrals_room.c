#include "referrals_room.h"
#include "links.h"
#include "partner_safety.h"
#include "places.h"
#include "referral_shield.h"
#include "referrals_web.h"

/* --- clocks -------------------------------------------------------------------------------------------------------- */

enum { AT_ONCE = 50, LEFT_DAYS = 8 };          /* rows in a transaction; longer than a week's stop */

typedef int of_region(struct ctx *c, bool *more);

/* Nothing of a region waits for another region's. */
static int each_region(struct ctx *c, of_region *run, bool *more)
{
  int rc = OK;
  for (size_t i = 0; rc == OK && c->places && i < c->places->regions.count; i++) {
    bool again = false;
    c->scope.region = c->places->regions.at[i].slug;
    rc = run(c, &again);
    *more |= again;
  }
  c->scope.region = NULL;
  return rc;
}

static int rise(struct ctx *c, bool *more) { return referrals_rise(c, AT_ONCE, more); }
static int bridge(struct ctx *c, bool *more) { return referrals_bridge(c, AT_ONCE, more); }
static int stopped(struct ctx *c, bool *more) { return referrals_return_stopped(c, AT_ONCE, more); }
static int left(struct ctx *c, bool *more) { *more = false; return referrals_of_left(c, (struct instant){ c->now - LEFT_DAYS * DAY_MS }); }

static int run_clocks(struct ctx *c, const struct job *job, bool *more) { (void)job; return each_region(c, rise, more); }
static int run_bridge(struct ctx *c, const struct job *job, bool *more) { (void)job; return each_region(c, bridge, more); }
static int run_stopped(struct ctx *c, const struct job *job, bool *more) { (void)job; return each_region(c, stopped, more); }
static int run_left(struct ctx *c, const struct job *job, bool *more) { (void)job; return each_region(c, left, more); }
static int run_absences(struct ctx *c, const struct job *job, bool *more) { (void)job; return each_region(c, absences_run, more); }

static const struct job_kind jobs[] = {
  { .key = "referrals.clocks",   .label = N_("Tells the next one of referrals that stand still"), .every = 10 * MINUTE_MS, .run = run_clocks },
  { .key = "referrals.bridge",   .label = N_("Asks for contact with who waits and heard nothing"), .daily = true, .minute = 6 * 60, .run = run_bridge },
  { .key = "referrals.stopped",  .label = N_("Gives back referrals to offers that were paused or ended"), .every = HOUR_MS, .run = run_stopped },
  { .key = "referrals.left",     .label = N_("Hands over referrals of colleagues who left"), .every = HOUR_MS, .run = run_left },
  { .key = "referrals.absences", .label = N_("Hands over referrals of colleagues who are away, and gives them back"), .daily = true, .minute = 5 * 60 + 30, .run = run_absences },
  { PARTNER_JOB_ },
  { .key = NULL }
};

/* --- the room -------------------------------------------------------------------------------------------------------- */

static const struct record *const records[] = { &referral_record, &referral_person_record, &referral_item_record, &referral_note_record, &referral_link_record,
  &referral_norm_record, &absence_record, &referral_letter_record,
  &safety_wish_record, &safety_look_record, &referral_home_record, NULL };
static const struct query *const *const queries[] = { referral_queries, letter_queries, partner_queries, NULL };
static const struct message_template *const messages[] = { &letter_message, NULL };

static const struct work_link work_menu[] = {
  { REFERRALS_PATH, N_("Referrals"), MAY_WRITE_FILES },
  { SILENT_PATH, N_("Standing still"), MAY_WATCH_REFERRALS },
  { .path = NULL }
};

extern const struct command referrals_commands[];

const struct room referrals_room = { .name = "referrals", .routes = referrals_routes, .api = &referrals_api, .work_menu = work_menu, .work = referrals_work,
  .of_person = referrals_about, .shielded = referrals_shield, .commands = referrals_commands,
  .messages = messages, .queries = queries, .records = records, .jobs = jobs };
