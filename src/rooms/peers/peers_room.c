#include "peers_room.h"
#include "openapi.h"
#include "peers_web.h"
#include "places.h"

static const struct work_link work_menu[] = {
  { PEER_MINE,     N_("My people"),                   MAY_PEER },
  { PEERS_PATH,    N_("Experts by experience"),       MAY_KEEP_PEERS },
  { PEER_ASK_PATH, N_("Ask an expert by experience"), MAY_WRITE_FILES },
  { .path = NULL }
};

enum { LOOKED_AT_ONCE = 50 };         /* a transaction */

/* Region by region, in parts: what is due is found by its index, so that what waits quietly costs nothing. */
static int look(struct ctx *c, const struct job *job, bool *more)
{
  int rc = OK;
  (void)job;
  for (size_t i = 0; rc == OK && !*more && c->places && i < c->places->regions.count; i++) {
    c->scope.region = c->places->regions.at[i].slug;
    rc = peers_look(c, LOOKED_AT_ONCE, more);
  }
  c->scope.region = NULL;
  return rc;
}

static const struct job_kind jobs[] = {
  { .key = "peers.look", .label = N_("Tells who is next where an expert by experience is silent"), .daily = true, .minute = 5 * 60 + 30, .run = look },
  { .key = NULL }
};

static const struct record *const records[] = { &peer_record, &peer_training_record, &peer_note_record, &peer_assignment_record, &peer_clock_record, &peer_proposal_record,
  &peer_contact_record, NULL };
static const struct query *const *const queries[] = { peers_queries, NULL };

extern const struct api_part peers_api;

const struct room peers_room = { .name = "peers", .routes = peers_routes, .work_menu = work_menu, .work = peers_work, .of_person = peers_about, .demo = peers_demo,
  .jobs = jobs, .queries = queries, .records = records, .api = &peers_api };
