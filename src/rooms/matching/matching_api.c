/* What fits, for programs. */
#include "matching_room.h"
#include "matching_web.h"

int api_match(struct ctx *c)
{
  struct profile p = { 0 };
  struct match_result r;
  const struct matcher *const m = matching_now(c);
  c->arena.wipe = true;                          /* answers about somebody stay nowhere */
  TRY(posted_row(c, profile, &p));
  TRY(profile_check(c, &p));
  TRY(match_decide(c, m, &(struct match_ask){ .profile = &p }, &r));
  gaps_note(c, &p, &r);
  match_write_json(c, m, &p, &r, &c->out);
  return respond(c, 200, "application/json; charset=utf-8");
}

/* --- what the description of the interface says of it ------------------------------------------------------- */

static const struct api_about abouts[] = {
  { api_match, "match", "Which offers fit a person, which do not and why, and which wait for which answer. Everything but the region may be unknown. "
    "Needs no key; nothing of what is sent is kept.", "MatchAnswer", API_READS },
  { .of = NULL }
};
static const struct api_schema schemas[] = { { "MatchProfile", &profile_record, OPENAPI_ASKED }, { .name = NULL } };

static const struct api_member answer[] = { { "rules_version", "string" }, { "safety", "@@MatchReason" }, { "fits", "@@MatchFit" }, { "complementary", "@@MatchFit" },
  { "unknown", "@@MatchUnknown" }, { "excluded", "@@MatchExcluded" }, { "elsewhere", "integer" }, API_END };
static const struct api_member reason[] = { { "rule", "string" }, { "text", "string" }, API_END };
static const struct api_member offer[] = { { "offer", "string" }, { "name", "string" }, API_END };
static const struct api_member bridging[] = { { "text", "string" }, { "offers", "@@MatchOffer" }, API_END };
static const struct api_member fit[] = { { "offer", "string" }, { "name", "string" }, { "score", "integer" }, { "labels", "[]string" }, { "reasons", "@@MatchReason" },
  { "bridging", "@?MatchBridging" }, API_END };
static const struct api_member unknown[] = { { "offer", "string" }, { "name", "string" }, { "rule", "string" }, { "question", "string" }, API_END };
static const struct api_member excluded[] = { { "offer", "string" }, { "name", "string" }, { "rule", "string" }, { "text", "string" }, API_END };
static const struct api_document documents[] = { { "MatchAnswer", answer }, { "MatchReason", reason }, { "MatchOffer", offer }, { "MatchBridging", bridging },
  { "MatchFit", fit }, { "MatchUnknown", unknown }, { "MatchExcluded", excluded }, { .name = NULL } };

const struct api_part matching_api = { abouts, schemas, documents };
