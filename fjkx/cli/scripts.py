"""What bash, zsh and fish source to complete `fjkx`; `shells` answers what these ask."""

from typing import Final

BASH: Final = r"""# fjkx 的 bash 补全。在 ~/.bashrc 里加一行：
#   eval "$(fjkx --show-completion bash)"
_fjkx_completion() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(_FJKX_COMPLETE=bash _FJKX_COMP_TYPE=$COMP_TYPE \
        "$1" "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
    if [[ ${COMPREPLY[0]-} == :files ]]; then
        COMPREPLY=()
        compopt -o default
    fi
}
complete -o nosort -F _fjkx_completion fjkx 2>/dev/null || complete -F _fjkx_completion fjkx
"""

ZSH: Final = r"""#compdef fjkx
# fjkx 的 zsh 补全。在 ~/.zshrc 里 compinit 之后加一行：
#   eval "$(fjkx --show-completion zsh)"
_fjkx_completion() {
    local -a candidates
    candidates=("${(@f)$(_FJKX_COMPLETE=zsh ${(Q)words[1]} "${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
    if [[ $candidates[1] == :files ]]; then
        [[ $PREFIX == --*=* ]] && compset -P 1 '*='
        _files
    elif [[ -n $candidates[1] ]]; then
        [[ $PREFIX == --*=* ]] && compset -P 1 '*='
        _describe -V fjkx candidates
    fi
}
if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
    _fjkx_completion "$@"
else
    compdef _fjkx_completion fjkx
fi
"""

FISH: Final = r"""# fjkx 的 fish 补全。存为 ~/.config/fish/completions/fjkx.fish：
#   fjkx --show-completion fish > ~/.config/fish/completions/fjkx.fish
function __fjkx_completion
    set -l word (commandline -ct)
    set -q word[1]; or set word ''
    set -l candidates (env _FJKX_COMPLETE=fish (commandline -opc) $word 2>/dev/null)
    if test "$candidates[1]" = :files
        __fish_complete_path $word
    else
        printf '%s\n' $candidates
    end
end
complete --command fjkx --no-files --keep-order --arguments '(__fjkx_completion)'
"""

SCRIPTS: Final = {"bash": BASH, "zsh": ZSH, "fish": FISH}


def script(shell: str) -> str:
    """What `shell` (bash, zsh or fish) is to source."""
    return SCRIPTS[shell]
