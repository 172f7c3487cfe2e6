#include "cases_web.h"

int cases_demo(struct ctx *c) { (void)c; return OK; }
