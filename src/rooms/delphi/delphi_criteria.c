/* What a study agreed on, as criteria: in the screening of the quality of offers, where a coordinator looks at them before they are asked. */
#include "delphi_studies.h"
#include "questionnaires.h"
#include "surveys.h"
#include "text.h"

/* As a linkId: letters, digits, points and dashes; each study's apart from another's. */
static const char *link_id(struct ctx *c, const char *group, const char *code)
{
  char *const to = JOIN(&c->arena, group, "-", code);
  for (char *p = to; *p; p++) if (!strchr("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.", *p)) *p = '-';
  return to;
}

int delphi_criteria(struct ctx *c, struct id study, struct id *out)
{
  enum { ID_SHOWN = 8 };
  struct delphi_study s;
  struct delphi_agreed_list agreed;
  char id[ID_TEXT];
  TRY(delphi_study_get(c, study, &s));
  TRY(delphi_agreed(c, study, &agreed));
  if (!agreed.count) return fail(c, ERR_INVALID, NULL, N_("No statement is important in two groups or more: there is nothing to ask offers."));
  id_format(study, id);
  const char *const group = JOIN(&c->arena, "delphi-", arena_text(&c->arena, id, ID_SHOWN));
  struct criterion *const at = arena_new(&c->arena, struct criterion, agreed.count);
  for (size_t i = 0; i < agreed.count; i++) at[i] = (struct criterion){ link_id(c, group, agreed.at[i].code), agreed.at[i].text, agreed.at[i].text_en };
  return questionnaire_with_criteria(c, OFFER_QUESTIONNAIRE, &(struct criteria){ .group = group, .title = s.title, .at = at, .count = agreed.count }, out);
}
