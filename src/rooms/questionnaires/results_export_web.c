/* The files of what came back. */
#include "html.h"
#include "questionnaires_web.h"
#include "survey_export.h"
#include "text.h"

static int of_path(struct ctx *c, struct survey_results *out)
{
  struct id id;
  TRY(path_id(c, &id));
  TRY(survey_results(c, id, out));
  return results_of_teams(c, out);
}

static int as_file(struct ctx *c, const struct survey_results *r, const char *ending, const char *type)
{
  respond_header(c, "Content-Disposition", JOIN(&c->arena, "attachment; filename=\"", text_slug(&c->arena, r->survey.title, 60), ending, "\""));
  return respond(c, 200, type);
}

int results_csv(struct ctx *c)
{
  struct survey_results r;
  TRY(of_path(c, &r));
  results_as_csv(&r, &c->out);
  return as_file(c, &r, ".csv", "text/csv; charset=utf-8");
}

int answers_csv(struct ctx *c)
{
  struct survey_results r;
  TRY(of_path(c, &r));
  TRY(answers_as_csv(c, &r, &c->out));
  return as_file(c, &r, "-antwoorden.csv", "text/csv; charset=utf-8");
}

int results_json(struct ctx *c)
{
  struct survey_results r;
  TRY(of_path(c, &r));
  TRY(results_as_json(c, &r, &c->out));
  return as_file(c, &r, ".json", "application/json");
}
