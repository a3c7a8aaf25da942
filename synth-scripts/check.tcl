# Says whether Tcl files are whole: no open brace, bracket or quote. The commands themselves are
# known to the tool alone that the files are for.
#
#     tclsh check.tcl FILE...
set status 0
foreach name $argv {
    set file [open $name]
    set text [read $file]
    close $file
    if {![info complete $text]} {
        puts stderr "$name: an open brace, bracket or quote"
        set status 1
    }
}
exit $status
