#include "house_tables.h"
#include "accounts.h"
#include "api_keys.h"
#include "devices.h"
#include "drafts.h"
#include "factors.h"
#include "grounds.h"
#include "invitations.h"
#include "jobs.h"
#include "messages.h"
#include "involvement.h"
#include "need_to_know.h"
#include "organisations.h"
#include "retention.h"
#include "seal.h"
#include "sessions.h"
#include "shields.h"
#include "sign_in.h"
#include "signals.h"
#include "tasks.h"

const struct record *const house_tables[] = {
  &organisation_record, &account_record, &post_record, &factor_record, &challenge_record, &session_record, &session_seen_record,
  &sign_in_failure_record, &known_device_record, &invitation_record, &api_key_record, &draft_record,
  &job_record, &message_record, &compartment_record, &involvement_record, &ground_record, &emergency_use_record, &shield_record, &shield_reach_record, &task_record,
  &misuse_signal_record, &signal_mark_record, &retention_term_record, &legal_hold_record, &purge_report_record,
  NULL
};
