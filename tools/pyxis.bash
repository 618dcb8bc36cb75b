# Completion of the pyxis command for bash; installed as share/bash-completion/completions/pyxis.

_pyxis() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=run i
  local limits="--fuel --memory --output --depth --time" freeze="--report --freeze-after --image"
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in run|repl|thaw|check|dis|help) command=${COMP_WORDS[i]}; break ;; -*) ;; *) break ;; esac
  done
  COMPREPLY=()
  case $before in
    --fuel|--memory|--output|--time) COMPREPLY=($(compgen -W "none" -- "$word")); return ;;
    --depth|--freeze-after|-c) return ;;
    --report|--image) compopt -o default; return ;;
  esac
  case $command in
    run) COMPREPLY=($(compgen -W "$limits $freeze -c --help" -- "$word")) ;;
    repl) COMPREPLY=($(compgen -W "$limits -c --help" -- "$word")) ;;
    thaw) COMPREPLY=($(compgen -W "$freeze --help" -- "$word")) ;;
    help) COMPREPLY=($(compgen -W "run repl thaw check dis" -- "$word")); return ;;
  esac
  [[ $word == -* ]] && return
  COMPREPLY=()
  ((COMP_CWORD == 1)) && COMPREPLY=($(compgen -W "run repl thaw check dis help --help --version" -- "$word"))
  if [[ $command == thaw ]]; then COMPREPLY+=($(compgen -f -- "$word"))
  else COMPREPLY+=($(compgen -f -X '!*.py' -- "$word") $(compgen -d -- "$word")); fi
  compopt -o filenames
}
complete -F _pyxis pyxis
