/* What this room says of itself in the description of the interface for programs. */
#include "cases_api.h"

/* Every kind of part is written down, read and changed in the same way. */
#define PARTS(X) \
  X(incident, "Incident") X(case_note, "CaseNote") X(safety_score, "SafetyScore") X(risk, "Risk") X(pattern, "Pattern") X(generation, "Generation") \
  X(profile_note, "ProfileNote") X(motivation_note, "MotivationNote") X(scale_up, "ScaleUp") X(helper, "Helper") X(meldcode, "Meldcode")

#define ABOUT_PART(T, Name) \
  { api_add_part,    "add" Name,    "Writes this down about a household. Who reads it is chosen each time: `place`.", "PartFile", API_ADDS, &T##_record }, \
  { api_part,        "get" Name,    "One part, as it lies in the timeline.", "PartFile", API_READS, &T##_record }, \
  { api_change_part, "change" Name, "Changes a part: the members that are sent; the others stay. Where it lies does not change: `place` is not looked at. "  \
    "What turned out to be wrong is struck out: `struck` says why.", "PartFile", API_CHANGES, &T##_record },
#define SCHEMAS_OF_PART(T, Name) { Name, &T##_record, OPENAPI_FILLED }, { Name "New", &T##_record, OPENAPI_ASKED }, { Name "Change", &T##_record, OPENAPI_CHANGE },

static const struct api_about abouts[] = {
  { api_parts, "listParts", "The timeline of a household: parts of every kind that the key's owner may see, newest day first, also what was struck out. "
    "`together` says whether two parties may be brought together.", "PartPage", API_READS, NULL },
  PARTS(ABOUT_PART)
  { .of = NULL }
};

static const struct api_schema schemas[] = { PARTS(SCHEMAS_OF_PART) { .name = NULL } };

#define OR_PART(T, Name) "|" Name
static const struct api_member part_file[] = { { "kind", "string" }, { "household", "string" }, { "by", "?string" }, { "part", "@" PARTS(OR_PART) }, API_END };
static const struct api_member part_page[] = { { "together", "string" }, { "parts", "@@PartFile" }, { "next", "?string" }, API_END };
static const struct api_document documents[] = { { "PartFile", part_file }, { "PartPage", part_page }, { .name = NULL } };

const struct api_part cases_api = { .abouts = abouts, .schemas = schemas, .documents = documents };
