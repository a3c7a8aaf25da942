// FuseSoC lets Verilator name the model after its top module; main.cpp calls it Vbench.
#pragma once

#include "Vshowcase_bench.h"

using Vbench = Vshowcase_bench;
