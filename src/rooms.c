/* The rooms of the house, one line each. */
#include "rooms.h"
#include "accounts.h"
#include "api_keys.h"
#include "devices.h"
#include "drafts.h"
#include "factors.h"
#include "grounds.h"
#include "hsds.h"
#include "invitations.h"
#include "involvement.h"
#include "need_to_know.h"
#include "offers_room.h"
#include "organisations.h"
#include "persons_room.h"
#include "retention.h"
#include "seal.h"
#include "sessions.h"
#include "sign_in.h"
#include "signals.h"
#include "tasks.h"

const struct room *const rooms[] = {
  &offers_room,
  &hsds_room,
  &persons_room,
  NULL
};

const struct record *const house_tables[] = {
  &organisation_record, &account_record, &post_record, &factor_record, &challenge_record, &session_record, &session_seen_record,
  &sign_in_failure_record, &known_device_record, &invitation_record, &api_key_record, &draft_record,
  &compartment_record, &involvement_record, &ground_record, &emergency_use_record, &task_record,
  &misuse_signal_record, &signal_mark_record, &retention_term_record, &legal_hold_record, &purge_report_record,
  NULL
};

static size_t copy(const struct record *const *from, const struct record **to)
{
  size_t n = 0;
  for (; from && from[n]; n++) if (to) to[n] = from[n];
  return n;
}

struct records all_records(struct arena *a)
{
  size_t n = copy(house_tables, NULL);
  for (size_t i = 0; rooms[i]; i++) n += copy(rooms[i]->records, NULL);
  const struct record **const at = arena_new(a, const struct record *, n + 1);
  const struct records all = { n, at };
  n = copy(house_tables, at);
  for (size_t i = 0; rooms[i]; i++) n += copy(rooms[i]->records, at + n);
  return all;
}
